// What a beginner is told beside an error's own words: the slip that was probably meant.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProject } from './lib/project.mjs';

const MODELS = `
const Shelf = sequelize.define('Shelf', { label: DataTypes.STRING });
const Jar = sequelize.define('Jar', { content: DataTypes.STRING });
Shelf.hasMany(Jar, { as: 'jars' });
Jar.belongsTo(Shelf);`;

const error = async (models, script, dialect) => (await runProject(models, script, dialect)).error;

const inScript = {
  'a model by its table': ['await Jars.create({});', 'did you mean Jar?'],
  'a type without its owner': ['console.log(STRING);', 'did you mean DataTypes.STRING?'],
  'a method of a model': ['await Jar.findAl();', 'did you mean findAll?'],
  'an accessor': ["const top = await Shelf.create({ label: 'top' });\nawait top.getJar();", 'did you mean getJars?'],
  'a method of the instance of sequelize': ['await sequelize.sinc();', 'did you mean sync?'],
  'an alias': ["await Shelf.findAll({ include: 'pots' });", 'Shelf has jars'],
  'a column': ["await Jar.findAll({ where: { contents: 'plums' } });", 'did you mean content?'],
  'a name of version 4': ['await Jar.findById(1);', 'findById is findByPk since Sequelize 5'],
  'an await that was forgotten before a method': ["const jar = Jar.create({});\nawait jar.setShelf(1);", 'jar is a promise, not yet what it promises: write await Jar.create(…)'],
  'an await that was forgotten before an index': ['const all = Jar.findAll();\nconsole.log(all[0].content);', 'all is a promise, not yet what it promises: write await Jar.findAll(…)'],
  'a row that is not there': ['console.log((await Jar.findByPk(7)).content);', 'findOne and findByPk give null where they find no row'],
  'the page': ['window.close();', 'the code runs in a closed sandbox, without network or page'],
};

for (const [name, [script, hint]] of Object.entries(inScript)) {
  test(`in the script: ${name}`, async () => assert.equal((await error(MODELS, script)).hint, hint));
}

test('a column in the words of every dialect', async () => {
  for (const dialect of ['postgres', 'mysql', 'mariadb', 'mssql']) {
    assert.equal((await error(MODELS, inScript['a column'][0], dialect)).hint, 'did you mean content?', dialect);
  }
});

for (const [name, slip, hint] of [
  ['a comma', MODELS.replace("('Jar', {", "('Jar' {"), /a comma, a bracket or a quote/],
  ['a brace', MODELS.replace(" });", ');'), /bracket/],
  ['a quote', MODELS.replace("'jars'", "'jars"), /quote/],
]) {
  test(`in the models: ${name} is missing`, async () => {
    const { name: kind, hint: told } = await error(slip, '');
    assert.equal(kind, 'SyntaxError');
    assert.match(told, hint);
  });
}

test('a name that is like none is left alone', async () => {
  assert.equal((await error(MODELS, 'await Zeppelin.create({});')).hint, '');
  assert.equal((await error(MODELS, 'await Jar.fly();')).hint, '');
});

test('options that mean nothing any more are told of', async () => {
  const { diagnostics } = await runProject("sequelize.define('Shelf', {}, { classMethods: { associate() {} }, instanceMethods: { fill() {} } });");
  assert.deepEqual(diagnostics.map(({ code }) => code), ['R019', 'R019']);
});

test('an option that is read past for its case is told of, in each of the calls', async () => {
  const { diagnostics } = await runProject(`
const Shelf = sequelize.define('Shelf', { label: { type: DataTypes.STRING, allownull: false } }, { tablename: 'racks' });
const Jar = sequelize.define('Jar');
Shelf.hasMany(Jar, { foreign_key: 'rackId', onDelete: 'CASCADE' });
Jar.belongsTo(Shelf);`);
  const slips = diagnostics.filter(({ code }) => code === 'R024');
  assert.deepEqual(slips.map(({ fix }) => `${fix.find} → ${fix.text}`).sort(), ['allownull → allowNull', 'foreign_key → foreignKey', 'tablename → tableName']);
});
