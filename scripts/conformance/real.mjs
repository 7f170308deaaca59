// Runs a model file through the real Sequelize and writes down what it says.
//
// No database is involved: every statement is recorded, and the questions Sequelize asks about its
// tables are answered from a small catalogue of what it created.

import { createRequire } from 'node:module';
import { encoder } from './encode.mjs';

const require = createRequire(import.meta.url);
const Sequelize = require('sequelize');
const { DataTypes, Model, Op } = Sequelize;
const { encode, attributes, isModel } = encoder(Sequelize);

export const DIALECTS = ['sqlite', 'postgres', 'mysql', 'mariadb', 'mssql'];
const VERSIONS = { sqlite: '3.44.2', postgres: '15.0.0', mysql: '8.0.0', mariadb: '10.11.0', mssql: '15.0.0' };
const DRIVER = { verbose() {}, types: { builtins: {} }, TYPES: {}, createConnection() {}, Client: class {} };

// Sequelize warns of every type it has to simplify; the answers show it anyway.
console.warn = () => {};

const say = (error) => ({ class: error.name, message: error.message });

/** What the calls of a file are recorded into while it runs. */
let tape = null;
let depth = 0;
record(Model, 'init', (model, [given, options = {}]) => ({
  op: 'define',
  name: options.modelName || model.name,
  attributes: attributes(given),
  options: encode(Object.fromEntries(Object.entries(options).filter(([key]) => !['sequelize', 'modelName'].includes(key)))),
}));
for (const kind of ['belongsTo', 'hasOne', 'hasMany', 'belongsToMany']) {
  record(Model, kind, (model, [target, options]) => ({
    op: 'associate',
    kind,
    source: model.name,
    target: isModel(target) ? target.name : null,
    options: encode(options ?? {}),
  }));
}
record(Model, 'removeAttribute', (model, [attribute]) => ({ op: 'removeAttribute', model: model.name, attribute }));

function record(owner, method, describe) {
  const original = owner[method];
  owner[method] = function (...args) {
    if (depth > 0 || !tape) return original.apply(this, args);
    const call = describe(this, args);
    tape.push(call);
    depth += 1;
    try {
      return original.apply(this, args);
    } catch (error) {
      call.error = say(error);
      throw error;
    } finally {
      depth -= 1;
    }
  };
}

/** A Sequelize without a database, and the list its statements go to. */
export function offline(dialect, options = {}) {
  const log = [];
  const sequelize = new Sequelize('relata', 'user', 'secret', {
    dialect,
    dialectModule: DRIVER,
    databaseVersion: VERSIONS[dialect],
    logging: false,
    ...options,
  });
  const tables = new Map();
  const enums = new Map();
  const key = (table) => (table?.schema ? `${table.schema}.${table.tableName}` : table?.tableName ?? table);
  const queryInterface = sequelize.getQueryInterface();
  const generator = queryInterface.queryGenerator;
  const ask = (sql) => log.push({ sql: String(sql).trim(), question: true });

  sequelize.query = async (sql, options = {}) => {
    const text = String(typeof sql === 'object' ? sql.query : sql).trim();
    const named = /pg_enum e ON .*typname='([^']+)'/.exec(text);
    if (named) {
      ask(text);
      return enums.has(named[1]) ? { enum_name: named[1], enum_value: enums.get(named[1]) } : null;
    }
    if (text.startsWith('WITH ranges')) {
      ask(text);
      return [[], { rows: [] }];
    }
    const made = /CREATE TYPE "[^"]+"\."([^"]+)" AS ENUM\((.*)\); EXCEPTION/.exec(text);
    if (made) enums.set(made[1], `{${made[2].replaceAll("''", '').split(', ').join(',')}}`);
    const dropped = /^DROP TYPE IF EXISTS "[^"]+"\."([^"]+)"/.exec(text);
    if (dropped && !made) enums.delete(dropped[1]);
    log.push({ sql: text });
    return options.plain ? null : [[], 0];
  };
  const wrap = (method, after) => {
    const original = queryInterface[method];
    queryInterface[method] = async function (table, ...rest) {
      const result = await original.call(this, table, ...rest);
      after(table, ...rest);
      return result;
    };
  };
  wrap('createTable', (table, given) => {
    const columns = {};
    for (const [name, attribute] of Object.entries(given)) {
      const whole = sequelize.normalizeAttribute({ ...(attribute.type ? attribute : { type: attribute }) });
      columns[whole.field ?? name] = { type: '', allowNull: whole.allowNull !== false, defaultValue: null, primaryKey: Boolean(whole.primaryKey) };
    }
    tables.set(key(table), { columns, indexes: [] });
  });
  wrap('dropTable', (table) => tables.delete(key(table)));
  const addIndex = queryInterface.addIndex;
  queryInterface.addIndex = async function (table, ...rest) {
    const options = rest.find((value) => value && !Array.isArray(value) && typeof value === 'object');
    await addIndex.call(this, table, ...rest);
    if (options?.name) tables.get(key(table))?.indexes.push({ name: options.name });
  };
  queryInterface.tableExists = async (table) => {
    ask(generator.tableExistsQuery(table));
    return tables.has(key(table));
  };
  queryInterface.showIndex = async (table, options) => {
    ask(generator.showIndexesQuery(table, options));
    return tables.get(key(table))?.indexes ?? [];
  };
  queryInterface.describeTable = async (table) => {
    const name = table.tableName ?? table;
    ask(generator.describeTableQuery(name, table.schema));
    if (dialect === 'sqlite') {
      ask(generator.showIndexesQuery(name));
      ask(generator.getForeignKeysQuery(name));
    }
    return { ...(tables.get(key(table))?.columns ?? {}) };
  };
  queryInterface.getForeignKeyReferencesForTable = async (table) => {
    ask(
      dialect === 'postgres'
        ? generator.getForeignKeyReferencesQuery(table.tableName ?? table, 'relata', table.schema)
        : generator.getForeignKeysQuery(table, 'relata'),
    );
    return [];
  };
  return { sequelize, log };
}

const picked = (from, keys) => Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]));

function describe(sequelize) {
  return sequelize.modelManager.models.map((model) => ({
    name: model.name,
    table: key(model.getTableName()),
    singular: model.options.name.singular,
    plural: model.options.name.plural,
    primaryKey: model.primaryKeyAttributes,
    attributes: Object.entries(model.rawAttributes).map(([name, attribute]) => ({
      name,
      field: attribute.field,
      ...picked(attribute, ['allowNull']),
      ...(attribute.primaryKey ? { primaryKey: true } : {}),
      ...(attribute.autoIncrement ? { autoIncrement: true } : {}),
      ...(attribute.references?.model ? { references: `${key(attribute.references.model)}.${attribute.references.key ?? ''}` } : {}),
      ...(attribute.references && attribute.onDelete ? { onDelete: attribute.onDelete.toUpperCase() } : {}),
      ...(attribute.references && attribute.onUpdate ? { onUpdate: attribute.onUpdate.toUpperCase() } : {}),
    })),
    uniqueKeys: Object.entries(model.uniqueKeys).map(([name, unique]) => [name, unique.fields]),
    indexes: model._indexes.map((index) => index.name),
    associations: Object.entries(model.associations).map(([name, association]) => ({
      name,
      kind: association.associationType,
      target: association.target.name,
      foreignKey: association.foreignKey,
      foreignKeyField: association.identifierField,
      ...picked(association, ['otherKey', 'sourceKey', 'targetKey']),
      ...(association.otherKey ? { otherKeyField: association.foreignIdentifierField, through: association.through.model.name } : {}),
      accessors: Object.values(association.accessors),
    })),
  }));
}

function key(table) {
  return table.schema ? `${table.schema}.${table.tableName}` : (table.tableName ?? table);
}

/** Runs one file: its calls, what came of them, and the statements of five dialects. */
export async function run(name, code) {
  const answer = { name, calls: [], define: {}, models: null, error: null, dialects: {} };
  const wantsQuestions = /^\/\/ questions$/m.test(code);
  const options = /^\/\/ options (.*)$/m.exec(code);
  const given = options ? JSON.parse(options[1]) : {};
  answer.define = given.define ?? {};
  const texts = new Map();
  const number = (text) => texts.get(text) ?? (texts.set(text, texts.size), texts.size - 1);
  for (const dialect of DIALECTS) {
    const { sequelize, log } = offline(dialect, structuredClone(given));
    const names = { Sequelize, sequelize, DataTypes, Model, Op };
    tape = dialect === 'sqlite' ? answer.calls : [];
    let error = null;
    try {
      new Function(...Object.keys(names), code)(...Object.values(names));
    } catch (thrown) {
      error = say(thrown);
    }
    tape = null;
    if (dialect === 'sqlite') {
      answer.error = error;
      answer.models = describe(sequelize);
    }
    const said = (answer.dialects[dialect] = {});
    if (JSON.stringify(error) !== JSON.stringify(answer.error)) {
      said.error = error;
      continue;
    }
    for (const [label, action] of [
      ['sync', () => sequelize.sync()],
      ['force', () => sequelize.sync({ force: true })],
      ['drop', () => sequelize.drop({})],
    ]) {
      log.length = 0;
      let thrown = null;
      if (sequelize.modelManager.models.length === 0) break;
      try {
        await action();
      } catch (error) {
        thrown = say(error);
      }
      said[label] = log.filter((entry) => wantsQuestions || !entry.question).map((entry) => number(entry.sql));
      if (thrown) {
        said.error = thrown;
        break;
      }
    }
  }
  if (wantsQuestions) answer.questions = true;
  answer.texts = [...texts.keys()];
  return answer;
}
