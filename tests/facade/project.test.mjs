// A project's two files, from text to report.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProject } from './lib/project.mjs';

const SHELF = `
const Shelf = sequelize.define('Shelf', { name: DataTypes.STRING });
const Jar = sequelize.define('Jar', { label: DataTypes.STRING });
Shelf.hasMany(Jar, { onDelete: 'CASCADE' });
Jar.belongsTo(Shelf);`;

const lines = (report) => report.console.map(({ text }) => text);
const names = (report) => report.tables.map(({ name }) => name);

test('models alone give a schema and no rows', async () => {
  const report = await runProject(SHELF);
  assert.equal(report.error, null);
  assert.deepEqual(names(report).sort(), ['Jars', 'Shelves']);
  assert.deepEqual(report.associations.map(({ source, kind, target }) => `${source} ${kind} ${target}`), ['Shelf HasMany Jar', 'Jar BelongsTo Shelf']);
});

test('the script finds its tables made, and rows in the report', async () => {
  const report = await runProject(SHELF, `
const shelf = await Shelf.create({ name: 'top' });
await shelf.createJar({ label: 'plums' });
console.log(shelf, await shelf.countJars());
await shelf.destroy();`);
  assert.equal(report.error, null);
  assert.match(lines(report)[0], /^Shelf \{\n  id: 1,\n  name: 'top',[^]*\n\} 1$/);
  assert.deepEqual(report.console[0].origin, { file: 'script.js', line: 4, column: 9 });
  const calls = report.log.map(({ call }) => call);
  for (const call of ['sequelize.sync()', 'Shelf.create()', 'shelf.createJar()', 'shelf.countJars()', 'shelf.destroy()']) {
    assert.equal(calls.filter((each) => each === call).length, 1, call);
  }
  const { origin, statements } = report.log.find(({ call }) => call === 'shelf.destroy()');
  assert.deepEqual([origin.file, origin.line], ['script.js', 5]);
  assert.deepEqual(statements.at(-1).effects.map(({ action, table, count }) => [action, table, count]), [
    ['delete', 'Shelves', 1], ['cascadeDelete', 'Jars', 1],
  ]);
});

test('class models are associated as sequelize-cli does, once', async () => {
  const models = `
class A extends Model { static associate({ B }) { A.hasMany(B, { as: 'bees' }); } }
class B extends Model { static associate({ A }) { B.belongsTo(A); } }
A.init({}, { sequelize });
B.init({}, { sequelize });`;
  assert.equal((await runProject(models)).associations.length, 2);
  const called = await runProject(`${models}\nObject.values(models).forEach((model) => model.associate(models));`);
  assert.equal(called.error, null);
  assert.equal(called.associations.length, 2);
});

test('a file may require, import, export and make its own sequelize', async () => {
  const report = await runProject(`
import { Sequelize, DataTypes as D } from 'sequelize';
const sequelize = new Sequelize('postgres://u:p@h/d', { logging: false });
export const Cup = sequelize.define('cup', { size: D.INTEGER });`, `
const { Op } = require('sequelize');
await Cup.create({ size: 2 });
console.log(await cup.count({ where: { size: { [Op.gt]: 1 } } }), sequelize.getDialect());`);
  assert.equal(report.error, null);
  assert.deepEqual(lines(report), ['1 sqlite']);
});

test("the script may require('./models')", async () => {
  const report = await runProject(SHELF, "const { Jar: J, sequelize: s } = require('./models');\nconsole.log(J === Jar, s === sequelize);");
  assert.deepEqual([report.error, lines(report)], [null, ['true true']]);
  const exporting = await runProject('exports.answer = 42;', "console.log(require('../models/index.js').answer);");
  assert.deepEqual([exporting.error, lines(exporting)], [null, ['42']]);
});

test('module.exports may hold a function of sequelize-cli or a migration', async () => {
  const made = await runProject("module.exports = (sequelize, DataTypes) => sequelize.define('Hat', { size: DataTypes.INTEGER });");
  assert.deepEqual(names(made), ['Hats']);
  const migrated = await runProject(`module.exports = {
  up: (queryInterface, Sequelize) => queryInterface.createTable('Coats', { id: { type: Sequelize.INTEGER, primaryKey: true } }),
  down: (queryInterface) => queryInterface.dropTable('Coats'),
};`);
  assert.equal(migrated.error, null);
  assert.deepEqual(names(migrated), ['Coats']);
});

test('a script that syncs is left to do so', async () => {
  const report = await runProject(SHELF, 'await sequelize.sync({ force: true });');
  assert.equal(report.log.filter(({ call }) => call === 'sequelize.sync()').length, 1);
  const commented = await runProject(SHELF, '// await sequelize.sync();\nawait Shelf.create({});');
  assert.equal(commented.error, null);
});

test('an exception tells its place', async () => {
  const report = await runProject(SHELF, '\nawait Jar.findAll({ include: Book });');
  assert.deepEqual([report.error.name, report.error.origin.line, report.error.origin.column], ['ReferenceError', 2, 30]);
  const refused = await runProject(SHELF, "\n\n  await Jar.create({ label: 'x', ShelfId: 7 });");
  assert.equal(refused.error.name, 'SequelizeForeignKeyConstraintError');
  assert.deepEqual(refused.error.origin, { file: 'script.js', line: 3, column: 13 });
  assert.notEqual(refused.error.hint, '');
  assert.equal(refused.log.at(-1).error.name, 'SequelizeForeignKeyConstraintError');
});

test('promises nobody waits for are waited for', async () => {
  const report = await runProject(SHELF, `
Shelf.create({ name: 'a' }).then((shelf) => shelf.createJar({ label: 'b' })).then(() => console.log('done'));
setTimeout(() => console.log('later'), 20);`);
  assert.deepEqual(lines(report), ['done', 'later']);
});

test('the dialect of the page is the dialect of the text', async () => {
  const report = await runProject(SHELF, "await Shelf.create({ name: 'x' });", 'postgres');
  assert.equal(report.error, null);
  assert.match(report.log.at(-1).statements.at(-1).sql, /^INSERT INTO "Shelves" \("id","name","createdAt","updatedAt"\) VALUES \(DEFAULT,\$1,\$2,\$3\) RETURNING/);
});

test('a worker that has warmed up reports the same', async () => {
  const script = "const shelf = await Shelf.create({ name: 'top' });\nawait shelf.createJar({ label: 'plums' });\nconsole.log(await Jar.count());";
  const [cold, warm] = await Promise.all([false, true].map((warmsUp) => runProject(SHELF, script, 'sqlite', { warmsUp })));
  assert.equal(warm.error, null);
  for (const view of [names, lines, (report) => report.log.map(({ call, origin, statements }) => [call, origin, statements.map(({ sql }) => sql)])]) {
    assert.deepEqual(view(warm), view(cold));
  }
});
