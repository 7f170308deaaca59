// Real Sequelize without a database: five dialects whose connections take every statement down and
// answer from a small catalogue of the tables created so far.
import Module, { createRequire } from 'node:module';
import { Problem } from '../lib/process.mjs';

const require = createRequire(import.meta.url);

// Only the values of an HSTORE need this package; its columns do not.
const { _load } = Module;
Module._load = (request, ...rest) => (request === 'pg-hstore' ? () => ({}) : _load(request, ...rest));

export const { Sequelize } = require('sequelize');
export const dialects = ['sqlite', 'postgres', 'mysql', 'mariadb', 'mssql'];

const { version } = require('sequelize/package.json');
export const pinned = '6.37.8';
if (version !== pinned) throw new Problem(`The answers are those of Sequelize ${pinned}, this is ${version}. Run: npm ci`);

// Sequelize says on standard error what a dialect's types cannot do; the statements show it.
process.removeAllListeners('warning');
const { logger } = require('sequelize/lib/utils/logger');
logger.warn = () => {};

/** Stands in for the driver of any dialect: whatever is asked of it is there, and does nothing. */
const driver = new Proxy(function driver() {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 0 : driver),
  apply: () => driver,
  construct: () => driver,
});

export const database = 'relata';
const versions = { sqlite: '3.44.2', postgres: '15.0.0', mysql: '8.0.0', mariadb: '10.11.0', mssql: '15.0.0' };

/** A `Sequelize` class whose instances belong to `dialect` and tell `recorder` what they send. */
export function offline(dialect, recorder) {
  return class Offline extends Sequelize {
    constructor(options = {}) {
      super(database, 'relata', null, { dialect, dialectModule: driver, databaseVersion: versions[dialect], ...options });
      recorder.configured?.(this, options);
      this.statements = [];
      this.connectionManager.getConnection = async () => ({ uuid: 'default' });
      this.connectionManager.releaseConnection = () => {};
      this.catalogue = new Catalogue(this);
    }

    async query(sql, options = {}) {
      const text = String(typeof sql === 'object' ? sql.query : sql).trim();
      if (isQuestion(text)) this.ask(text);
      else this.statements.push(text);
      return this.catalogue.answer(text, options);
    }

    /** Takes down a statement that only reads; most answers leave them out. */
    ask(text) {
      if (this.keepsQuestions) this.statements.push(text.trim());
    }

    /** Runs `work` on an empty database; gives its statements, and the error that ended it. */
    async statementsOf(work) {
      this.catalogue.clear();
      this.statements = [];
      try {
        await work();
      } catch (error) {
        return [...this.statements, described(error)];
      }
      return this.statements;
    }
  };
}

const isQuestion = (text) => /^(SELECT|WITH ranges)\b/.test(text);

/** An error's class and message. */
export const described = (error) => ({ error: error.name, message: error.message });

/** The tables, indexes and enums created so far, and the answers to questions about them. */
class Catalogue {
  #tables = new Map();
  #indexes = new Map();
  #enums = new Map();

  constructor(sequelize) {
    const [tables, indexes] = [this.#tables, this.#indexes];
    const name = (table) => (typeof table === 'object' ? `${table.schema}.${table.tableName}` : table);
    const columns = (attributes) => Object.fromEntries(Object.entries(attributes).map(([key, attribute]) => column(sequelize, key, attribute)));
    const queries = sequelize.getQueryInterface();
    const { queryGenerator } = queries;
    const asks = (method, question, answer) => {
      queries[method] = async (table, ...rest) => {
        for (const text of [question(table, ...rest)].flat()) sequelize.ask(text);
        return answer(table);
      };
    };
    const { createTable, dropTable, addColumn, addIndex } = queries;
    Object.assign(queries, {
      async createTable(table, attributes, ...rest) {
        const result = await createTable.call(this, table, attributes, ...rest);
        tables.set(name(table), columns(attributes));
        return result;
      },
      async dropTable(table, ...rest) {
        const result = await dropTable.call(this, table, ...rest);
        tables.delete(name(table));
        indexes.delete(name(table));
        return result;
      },
      async addColumn(table, key, attribute, ...rest) {
        const result = await addColumn.call(this, table, key, attribute, ...rest);
        Object.assign(tables.get(name(table)) ?? {}, columns({ [key]: attribute }));
        return result;
      },
      async addIndex(table, options, ...rest) {
        const result = await addIndex.call(this, table, options, ...rest);
        indexes.set(name(table), [...(indexes.get(name(table)) ?? []), { name: options.name }]);
        return result;
      },
    });
    const describes = (table) => queryGenerator.describeTableQuery(table.tableName ?? table, table.schema);
    const indexesOf = (table, options) => queryGenerator.showIndexesQuery(table, options);
    const keysOf = (table) =>
      sequelize.getDialect() === 'postgres'
        ? queryGenerator.getForeignKeyReferencesQuery(table.tableName ?? table, database, table.schema)
        : queryGenerator.getForeignKeysQuery(table, database);
    asks('tableExists', (table) => queryGenerator.tableExistsQuery(table), (table) => tables.has(name(table)));
    asks('showIndex', indexesOf, (table) => indexes.get(name(table)) ?? []);
    asks('getForeignKeyReferencesForTable', keysOf, () => []);
    asks(
      'describeTable',
      (table) => (sequelize.getDialect() === 'sqlite' ? [describes(table), indexesOf(table), keysOf(table)] : describes(table)),
      (table) => ({ ...tables.get(name(table)) }),
    );
  }

  clear() {
    this.#tables.clear();
    this.#indexes.clear();
    this.#enums.clear();
  }

  answer(sql, options) {
    const created = /CREATE TYPE "(.+?)"\."(.+?)" AS ENUM\((.*?)\);/.exec(sql);
    if (created) this.#enums.set(`${created[1]}.${created[2]}`, `{${created[3].replaceAll(/[' ]/g, '')}}`);
    const asked = /nspname = '(.+?)' AND t.typname='(.+?)'/.exec(sql);
    if (asked) {
      const values = this.#enums.get(`${asked[1]}.${asked[2]}`);
      return values ? { enum_name: asked[2], enum_value: values } : null;
    }
    return options.type ? [] : [[], { rows: [] }];
  }
}

/** A column as `describeTable` gives it: what `sync({ alter: true })` reads of it. */
function column(sequelize, key, given) {
  const attribute = sequelize.normalizeAttribute({ ...(given?.type ? given : { type: given }) });
  const { field = key, type, allowNull, defaultValue = null, primaryKey = false, autoIncrement = false } = attribute;
  return [field, { type: type.key ?? String(type), allowNull: allowNull !== false, defaultValue, primaryKey, autoIncrement }];
}
