// Writes the model files of the combinatorial groups: `node scripts/conformance/generate.mjs`.
// The other groups are written by hand.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/process.mjs';

const models = path.join(root, 'tests/conformance/models');

/** `hasMany` as part of a file's name. */
const kebab = (text) => text.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The arguments of an association: the target, and the options where there are any. */
const args = (target, ...options) => [target, ...braces(...options)].join(', ');

function braces(...options) {
  const given = options.filter(Boolean);
  return given.length > 0 ? [`{ ${given.join(', ')} }`] : [];
}

const PAIR = `const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', { species: DataTypes.STRING });
`;

/** Who declares, and on whom the key lands. */
const ends = {
  belongsTo: ['Plant', 'Gardener'],
  hasOne: ['Gardener', 'Plant'],
  hasMany: ['Gardener', 'Plant'],
};

const keys = {
  'default-key': '',
  'named-key': "foreignKey: 'caretakerId'",
  'required-key': 'foreignKey: { allowNull: false }',
  'optional-key': "foreignKey: { name: 'caretakerId', allowNull: true }",
};

const effects = {
  plain: '',
  'delete-cascade': "onDelete: 'CASCADE'",
  'delete-set-null': "onDelete: 'SET NULL'",
  'delete-restrict': "onDelete: 'RESTRICT'",
  'delete-no-action': "onDelete: 'NO ACTION'",
  'delete-set-default': "onDelete: 'set default'",
  'update-restrict': "onUpdate: 'RESTRICT'",
  'no-constraints': 'constraints: false',
  'no-constraints-delete-cascade': "constraints: false, onDelete: 'CASCADE'",
};

/** One association alone: each kind, with each way to give the key, with each effect. */
function* oneSide() {
  for (const [kind, [source, target]] of Object.entries(ends)) {
    for (const [keyName, key] of Object.entries(keys)) {
      for (const [effectName, effect] of Object.entries(effects)) {
        yield [`${kebab(kind)}-${keyName}-${effectName}`, `${PAIR}\n${source}.${kind}(${args(target, key, effect)});\n`];
      }
    }
  }
}

/** What the side declared first and the side declared second say. */
const sides = {
  'both-silent': ['', ''],
  'first-cascades': ["onDelete: 'CASCADE'", ''],
  'second-cascades-in-vain': ['', "onDelete: 'CASCADE'"],
  'they-disagree': ["onDelete: 'RESTRICT'", "onDelete: 'CASCADE'"],
  'first-requires': ['foreignKey: { allowNull: false }', ''],
  'second-requires-in-vain': ['', 'foreignKey: { allowNull: false }'],
  'first-without-constraint': ['constraints: false', ''],
  'second-without-constraint': ['', 'constraints: false'],
  'both-without-constraint': ['constraints: false', 'constraints: false'],
  'first-names-key': ["foreignKey: 'tendedBy'", ''],
  'second-names-key': ['', "foreignKey: 'tendedBy'"],
  'both-name-key': ["foreignKey: 'tendedBy'", "foreignKey: 'tendedBy'"],
  'first-without-constraint-second-cascades': ['constraints: false', "onDelete: 'CASCADE'"],
};

/** Both sides of one relation, either of them first. */
function* bothSides() {
  for (const kind of ['hasOne', 'hasMany']) {
    const has = (options) => `Gardener.${kind}(${args('Plant', options)});\n`;
    const belongs = (options) => `Plant.belongsTo(${args('Gardener', options)});\n`;
    for (const [name, [first, second]] of Object.entries(sides)) {
      yield [`${kebab(kind)}-first-${name}`, `${PAIR}\n${has(first)}${belongs(second)}`];
      yield [`belongs-to-before-${kebab(kind)}-${name}`, `${PAIR}\n${belongs(first)}${has(second)}`];
    }
  }
}

const declared = {
  'bare-type': 'DataTypes.INTEGER',
  optional: '{ type: DataTypes.INTEGER, allowNull: true }',
  required: '{ type: DataTypes.INTEGER, allowNull: false }',
  'with-references': "{ type: DataTypes.INTEGER, references: { model: 'Gardeners', key: 'id' } }",
  'with-own-actions': "{ type: DataTypes.INTEGER, allowNull: false, onDelete: 'RESTRICT', onUpdate: 'NO ACTION' }",
  'with-field': "{ type: DataTypes.INTEGER, field: 'gardener_ref' }",
  'with-wider-type': '{ type: DataTypes.BIGINT, defaultValue: 1 }',
  unique: "{ type: DataTypes.INTEGER, unique: true, comment: 'who' }",
};

/** A key that the model declares before an association takes it. */
function* declaredKeys() {
  for (const [kind, [source, target]] of Object.entries(ends)) {
    for (const [name, attribute] of Object.entries(declared)) {
      for (const [effectName, effect] of Object.entries({ plain: '', cascade: "onDelete: 'CASCADE'", 'required-by-association': 'foreignKey: { allowNull: false }' })) {
        const code = `const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', {
  species: DataTypes.STRING,
  GardenerId: ${attribute},
});

${source}.${kind}(${args(target, effect)});
`;
        yield [`${kebab(kind)}-${name}-${effectName}`, code];
      }
    }
  }
}

const keyObjects = {
  type: '{ type: DataTypes.BIGINT }',
  unique: "{ name: 'tendedBy', unique: true }",
  'unique-by-name': "{ name: 'tendedBy', unique: 'one_tender' }",
  default: "{ name: 'tendedBy', defaultValue: 7 }",
  comment: "{ name: 'tendedBy', comment: 'who waters it' }",
  primary: "{ name: 'tendedBy', primaryKey: true }",
  'field-name': "{ fieldName: 'tendedBy' }",
  field: "{ field: 'tended_by' }",
  'own-actions': "{ name: 'tendedBy', onDelete: 'CASCADE' }",
};

/** What a `foreignKey` object may say, and the keys that an association may reference. */
function* keyOptions() {
  for (const [kind, [source, target]] of Object.entries(ends)) {
    for (const [name, object] of Object.entries(keyObjects)) {
      yield [`${kebab(kind)}-foreign-key-${name}`, `${PAIR}\n${source}.${kind}(${args(target, `foreignKey: ${object}`)});\n`];
    }
    const own = kind === 'belongsTo' ? 'targetKey' : 'sourceKey';
    for (const [name, more] of Object.entries({ plain: '', 'key-type': 'keyType: DataTypes.STRING(20)', 'named-key': "foreignKey: 'badge'", alias: "as: 'keeper'" })) {
      const code = `const Gardener = sequelize.define('Gardener', {
  badge: { type: DataTypes.STRING(8), unique: true, field: 'badge_no' },
});
const Plant = sequelize.define('Plant', {});

${source}.${kind}(${args(target, `${own}: 'badge'`, more)});
`;
      yield [`${kebab(kind)}-${kebab(own)}-${name}`, code];
    }
  }
}

const throughs = {
  string: ['', "through: 'Readings'"],
  model: ["const Reading = sequelize.define('Reading', { rating: DataTypes.INTEGER });\n", 'through: Reading'],
  'model-with-own-id': [
    "const Reading = sequelize.define('Reading', {\n  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },\n  rating: DataTypes.INTEGER,\n});\n",
    'through: Reading',
  ],
  'object-not-unique': [
    "const Reading = sequelize.define('Reading', {\n  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },\n});\n",
    'through: { model: Reading, unique: false }',
  ],
  'model-without-timestamps': ["const Reading = sequelize.define('Reading', {}, { timestamps: false });\n", 'through: Reading'],
};

/** Options of the first side. */
const joinOptions = {
  plain: '',
  alias: "as: 'Favourites'",
  'alias-in-two-forms': "as: { singular: 'Pick', plural: 'Picks' }",
  'foreign-key': "foreignKey: 'reader_no'",
  'other-key': "otherKey: 'article_no'",
  'foreign-key-object': "foreignKey: { name: 'readerNo', allowNull: false, field: 'reader_no' }",
  'unique-key': "uniqueKey: 'read_once'",
  'no-timestamps': 'timestamps: false',
  'update-set-null': "onUpdate: 'SET NULL'",
  'source-key': "sourceKey: 'email'",
  'target-key': "targetKey: 'slug'",
  scope: "scope: { kind: 'essay' }",
  'delete-restrict': "onDelete: 'RESTRICT'",
  'update-no-action': "onUpdate: 'NO ACTION'",
  'no-constraints': 'constraints: false',
  'named-keys': "foreignKey: 'from_id', otherKey: 'to_id'",
};

/** Many to many: each kind of `through`, from one side and from both. */
function* joins() {
  for (const [throughName, [model, through]] of Object.entries(throughs)) {
    for (const [optionName, option] of Object.entries(joinOptions)) {
      const mirrored = optionName === 'named-keys' ? "foreignKey: 'to_id', otherKey: 'from_id'" : '';
      for (const both of [false, true]) {
        const code = `const Reader = sequelize.define('Reader', { email: { type: DataTypes.STRING, unique: true } });
const Article = sequelize.define('Article', { slug: { type: DataTypes.STRING(40), unique: true } });
${model}
Reader.belongsToMany(${args('Article', through, option)});
${both ? `Article.belongsToMany(${args('Reader', through, mirrored)});\n` : ''}`;
        yield [`${throughName}-${optionName}-${both ? 'both-sides' : 'one-side'}`, code];
      }
    }
  }
}

const secondSides = {
  alias: "as: 'Readership'",
  'foreign-key': "foreignKey: 'article_no'",
  'other-key': "otherKey: 'reader_no'",
  'delete-set-null': "onDelete: 'SET NULL'",
  'source-key': "sourceKey: 'slug'",
};

/** Many to many: options of one side beside options of the other. */
function* joinPairs() {
  for (const [firstName, first] of Object.entries(joinOptions)) {
    for (const [secondName, second] of Object.entries(secondSides)) {
      const code = `const Reader = sequelize.define('Reader', { email: { type: DataTypes.STRING, unique: true } });
const Article = sequelize.define('Article', { slug: { type: DataTypes.STRING(40), unique: true } });

Reader.belongsToMany(${args('Article', "through: 'Readings'", first)});
Article.belongsToMany(${args('Reader', "through: 'Readings'", second)});
`;
      yield [`${firstName}-beside-${secondName}`, code];
    }
  }
}

const modelOptions = {
  underscored: 'underscored: true',
  'frozen-table-name': 'freezeTableName: true',
  'table-name': "tableName: 'the_table'",
  'no-timestamps': 'timestamps: false',
  paranoid: 'paranoid: true',
  'renamed-timestamps': "createdAt: 'born', updatedAt: false",
  schema: "schema: 'garden'",
  names: "name: { singular: 'one', plural: 'many' }",
  comment: "comment: 'the head\\'s own'",
  'table-options': "engine: 'MyISAM', charset: 'utf8', collate: 'utf8_bin', initialAutoIncrement: 100, rowFormat: 'DYNAMIC'",
  version: 'version: true',
  indexes: "indexes: [{ fields: ['id'] }]",
};

const relations = {
  'belongs-to': 'Plant.belongsTo(Gardener);\n',
  'has-one': 'Gardener.hasOne(Plant);\n',
  'has-many': 'Gardener.hasMany(Plant);\n',
  'belongs-to-many': "Gardener.belongsToMany(Plant, { through: 'Care' });\nPlant.belongsToMany(Gardener, { through: 'Care' });\n",
};

/** Every model option on either end of every kind. */
function* optionsOfEnds() {
  for (const [optionName, option] of Object.entries(modelOptions)) {
    for (const [kind, calls] of Object.entries(relations)) {
      for (const holder of ['Gardener', 'Plant']) {
        const define = (name) => `const ${name} = sequelize.define('${name}', {}${name === holder ? `, { ${option} }` : ''});\n`;
        yield [`${optionName}-of-the-${holder.toLowerCase()}-${kind}`, `${define('Gardener')}${define('Plant')}\n${calls}`];
      }
    }
  }
}

const types = {
  string: ['STRING', 'STRING(40)', 'STRING.BINARY', 'STRING(40, true)', 'STRING(20).BINARY'],
  char: ['CHAR', 'CHAR(2)', 'CHAR.BINARY', 'CHAR(8, true)'],
  text: ['TEXT', "TEXT('tiny')", "TEXT('medium')", "TEXT('long')"],
  citext: ['CITEXT'],
  tinyint: ['TINYINT', 'TINYINT(1)', 'TINYINT.UNSIGNED', 'TINYINT.ZEROFILL', 'TINYINT(2).UNSIGNED.ZEROFILL'],
  smallint: ['SMALLINT', 'SMALLINT(4)', 'SMALLINT.UNSIGNED', 'SMALLINT(4).ZEROFILL', 'SMALLINT.UNSIGNED.ZEROFILL'],
  mediumint: ['MEDIUMINT', 'MEDIUMINT(6)', 'MEDIUMINT.UNSIGNED', 'MEDIUMINT(6).ZEROFILL'],
  integer: ['INTEGER', 'INTEGER(11)', 'INTEGER.UNSIGNED', 'INTEGER.ZEROFILL', 'INTEGER(9).UNSIGNED', 'INTEGER(9).ZEROFILL.UNSIGNED'],
  bigint: ['BIGINT', 'BIGINT(20)', 'BIGINT.UNSIGNED', 'BIGINT(20).ZEROFILL'],
  float: ['FLOAT', 'FLOAT(11)', 'FLOAT(11, 3)', 'FLOAT.UNSIGNED', 'FLOAT(11).UNSIGNED', 'FLOAT(11, 3).ZEROFILL', 'FLOAT(11, 0)'],
  real: ['REAL', 'REAL(11)', 'REAL(11, 3)', 'REAL.UNSIGNED', 'REAL(11, 3).UNSIGNED.ZEROFILL'],
  double: ['DOUBLE', 'DOUBLE(11)', 'DOUBLE(11, 3)', 'DOUBLE.UNSIGNED', 'DOUBLE(11, 3).UNSIGNED.ZEROFILL'],
  decimal: ['DECIMAL', 'DECIMAL(10)', 'DECIMAL(10, 2)', 'DECIMAL.UNSIGNED', 'DECIMAL(10, 2).UNSIGNED', 'DECIMAL(10, 2).ZEROFILL', 'NUMERIC(6, 3)', 'DECIMAL({ precision: 8, scale: 0 })'],
  boolean: ['BOOLEAN'],
  date: ['DATE', 'DATE(3)', 'DATE(6)', 'DATEONLY', 'TIME'],
  uuid: ['UUID'],
  enum: ["ENUM('seed', 'sprout', 'bloom')", "ENUM(['low', 'high'])", "ENUM({ values: ['it\\'s', 'a \"word\"'] })"],
  json: ['JSON'],
  jsonb: ['JSONB'],
  blob: ['BLOB', "BLOB('tiny')", "BLOB('medium')", "BLOB('long')"],
  network: ['CIDR', 'INET', 'MACADDR'],
  tsvector: ['TSVECTOR'],
  virtual: ['VIRTUAL', "VIRTUAL(DataTypes.STRING, ['plain'])"],
  array: ['ARRAY(DataTypes.INTEGER)', 'ARRAY(DataTypes.STRING(12))', 'ARRAY(DataTypes.TEXT)', 'ARRAY(DataTypes.DECIMAL(6, 2))'],
  'array-of-arrays': ['ARRAY(DataTypes.ARRAY(DataTypes.INTEGER))'],
  'array-of-enum': ["ARRAY(DataTypes.ENUM('red', 'green'))"],
  range: ['RANGE', 'RANGE(DataTypes.INTEGER)', 'RANGE(DataTypes.BIGINT)', 'RANGE(DataTypes.DATE)', 'RANGE(DataTypes.DATEONLY)', 'RANGE(DataTypes.DECIMAL)'],
  geometry: ['GEOMETRY', "GEOMETRY('POINT')", "GEOMETRY('POLYGON', 4326)"],
  geography: ['GEOGRAPHY', "GEOGRAPHY('POINT')", "GEOGRAPHY('POINT', 4326)"],
};

/** Every data type with its options, nullable and required. */
function* dataTypes() {
  for (const [name, calls] of Object.entries(types)) {
    const attributes = calls.map((call, index) => `  ${letter(index)}: DataTypes.${call},\n`).join('');
    yield [name, `sequelize.define('Specimen', {\n  plain: DataTypes.STRING,\n${attributes}});\n`];
    const required = calls.map((call, index) => `  ${letter(index)}: { type: DataTypes.${call}, allowNull: false },\n`).join('');
    yield [`${name}-required`, `sequelize.define('Specimen', {\n  plain: DataTypes.STRING,\n${required}});\n`];
  }
}

const keyTypes = ['INTEGER', 'BIGINT', 'SMALLINT', 'TINYINT', 'STRING', 'STRING(10)', 'UUID', 'DECIMAL(5)'];

/** Every type that a primary key may have, counted by the database where it can. */
function* primaryKeys() {
  for (const type of keyTypes) {
    for (const counted of type.endsWith('INT') || type === 'INTEGER' ? [false, true] : [false]) {
      const code = `const Shelf = sequelize.define('Shelf', { code: { type: DataTypes.${type}, primaryKey: true${counted ? ', autoIncrement: true' : ''} } });
const Jar = sequelize.define('Jar', {});

Shelf.hasMany(Jar);
Jar.belongsTo(Shelf);
Shelf.belongsToMany(Jar, { through: 'Places', as: 'Spares' });
`;
      yield [`${type.toLowerCase().replaceAll(/[()]/g, '')}${counted ? '-counted' : ''}`, code];
    }
  }
}

const letter = (index) => ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'][index];

const groups = {
  '01-one-side': oneSide,
  '02-both-sides': bothSides,
  '03-declared-keys': declaredKeys,
  '04-joins': joins,
  '05-data-types': dataTypes,
  '18-key-options': keyOptions,
  '19-join-pairs': joinPairs,
  '20-options-of-ends': optionsOfEnds,
  '21-primary-keys': primaryKeys,
};

for (const [group, files] of Object.entries(groups)) {
  const folder = path.join(models, group);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  let count = 0;
  for (const [name, code] of files()) {
    fs.writeFileSync(path.join(folder, `${name}.js`), code);
    count += 1;
  }
  console.log(`${group}: ${count} files`);
}
