// `Sequelize`: one connection, which here is one session, with the models defined on it.

import { Association, associationTypes } from './associations.js';
import { openCall, CALL, withCall } from './calls.js';
import { KEPT, normalizeAttribute } from './definition.js';
import { DataTypes, normalizeType } from './data-types.js';
import { Deferrable } from './deferrable.js';
import { errors } from './errors.js';
import { applyHooks } from './hooks.js';
import { Cast, Col, Fn, Json, Literal, SequelizeMethod, Where } from './methods.js';
import { Model, syncOptions } from './model.js';
import { Op } from './operators.js';
import { QueryInterface } from './query-interface.js';
import { IndexHints, QueryTypes, TableHints } from './query-types.js';
import { queryResult } from './results.js';
import { Connection } from './session.js';
import { Transaction } from './transaction.js';
import { isPlainObject, mixin, omit, pick } from './util.js';
import { validator } from './validators.js';

/** The release of Sequelize whose behaviour this is. */
const VERSION = '6.37.8';

const DIALECTS = ['mssql', 'mariadb', 'mysql', 'postgres', 'sqlite'];

export class Sequelize {
  /** Makes the session of a new Sequelize: set by the host, once. */
  static openSession = null;

  constructor(database, username, password, options) {
    const given = readArguments([database, username, password, options]);
    Sequelize.runHooks('beforeInit', given.config, given.options);
    this.options = { ...defaultOptions(), ...given.options };
    checkOptions(this.options);
    const { host, port, pool, protocol, native, ssl, replication, dialectOptions } = this.options;
    const credentials = { ...pick(this.options, ['database', 'username', 'password']), ...given.config };
    this.config = { password: null, host, port, pool, protocol, native, ssl, replication, dialectOptions, ...credentials };
    this._setupHooks(given.options.hooks);
    this.models = {};
    this.modelManager = new ModelManager(this);
    this.dialect = { name: this.options.dialect, supports: {}, DataTypes };
    this.connectionManager = new ConnectionManager();
    this.connection = new Connection(Sequelize.openSession(this), this);
    this.queryInterface = new QueryInterface(this);
    this.dialect.queryGenerator = this.queryInterface.queryGenerator;
    const { dialect, timezone, define = {} } = this.options;
    const configuration = { dialect, database: this.config.database, timezone, define: omit(define, KEPT) };
    this.connection.accessors = this.connection.send('configure', configuration, { [CALL]: openCall('new Sequelize()') });
    Sequelize.runHooks('afterInit', this);
  }

  getDialect() {
    return this.options.dialect;
  }

  getDatabaseName() {
    return this.config.database;
  }

  getQueryInterface() {
    return this.queryInterface;
  }

  define(modelName, attributes, options = {}) {
    const model = newModel();
    // The name shows in errors before `init` has set it.
    Object.defineProperty(model, 'name', { value: modelName, configurable: true });
    options.modelName = modelName;
    options.sequelize = this;
    return model.init(attributes, withCall(options, `sequelize.define('${modelName}')`));
  }

  model(modelName) {
    if (!this.isDefined(modelName)) throw new Error(`${modelName} has not been defined`);
    return this.modelManager.getModel(modelName);
  }

  isDefined(modelName) {
    return this.modelManager.models.some((model) => model.name === modelName);
  }

  async query(given, givenOptions) {
    const options = withCall({ ...this.options.query, ...givenOptions }, 'sequelize.query()');
    const { sql, replacements, bind } = readQuery(given, options);
    if (options.instance) options.model ??= options.instance.constructor;
    options.type ??= options.model || options.nest || options.plain ? QueryTypes.SELECT : QueryTypes.RAW;
    const sent = { ...pick(options, ['type', 'raw', 'plain', 'nest']), replacements, bind };
    return queryResult(this.getDialect(), this.connection.send('query', { sql, options: sent }, options), options);
  }

  async sync(given) {
    const { sync, database } = this.options;
    const options = withCall({ database, ...sync, ...given, hooks: given?.hooks !== false }, 'sequelize.sync()');
    if (options.match && !options.match.test(this.config.database)) {
      throw new Error(`Database "${this.config.database}" does not match sync match parameter "${options.match}"`);
    }
    if (options.hooks) await this.runHooks('beforeBulkSync', options);
    if (options.force) await this.drop(options);
    if (this.modelManager.models.length === 0) {
      await this.authenticate(options);
    } else {
      const order = this.connection.send('syncOrder', {}, options);
      // Sequelize leaves here where tables reference each other in a circle.
      if (!order) return this._syncCircle(options);
      for (const name of order) await this.models[name].sync(options);
    }
    if (options.hooks) await this.runHooks('afterBulkSync', options);
    return this;
  }

  /** SQLite looks away meanwhile; elsewhere a second pass adds the foreign keys. */
  async _syncCircle(options) {
    const syncAll = async (more) => {
      for (const model of this.modelManager.models) await model.sync({ ...options, ...more });
    };
    if (this.getDialect() === 'sqlite') {
      try {
        await this.query('PRAGMA foreign_keys = OFF', options);
        await syncAll();
      } finally {
        await this.query('PRAGMA foreign_keys = ON', options);
      }
      return;
    }
    await syncAll({ withoutForeignKeyConstraints: true });
    await syncAll({ force: false, alter: true, followsCreate: true });
  }

  async drop(given) {
    const options = withCall({ ...given }, 'sequelize.drop()');
    this.connection.send('drop', { models: this._modelNames(), options: syncOptions(options) }, options);
  }

  async truncate(given) {
    const options = withCall({ ...given }, 'sequelize.truncate()');
    // Rows that reference others go first: the session's order of models is by dependency.
    for (const model of this.modelManager.models.toReversed()) await model.truncate({ ...options });
  }

  async authenticate(given) {
    await this.query('SELECT 1+1 AS result', { raw: true, plain: true, type: QueryTypes.SELECT, ...withCall({ ...given }, 'sequelize.authenticate()') });
  }

  async transaction(options, callback) {
    if (typeof options === 'function') [options, callback] = [undefined, options];
    const transaction = new Transaction(this, options);
    if (!callback) {
      await transaction.prepareEnvironment(false);
      return transaction;
    }
    return Sequelize._clsRun(async () => {
      await transaction.prepareEnvironment(true);
      let result;
      try {
        result = await callback(transaction);
      } catch (error) {
        await transaction.rollback().catch(() => {});
        throw error;
      }
      await transaction.commit();
      return result;
    });
  }

  /** Hands a statement to the `logging` function, the call's own before the connection's. */
  log(...args) {
    const last = args.at(-1);
    const options = isPlainObject(last) && Object.hasOwn(last, 'logging') ? last : this.options;
    if (!options.logging) return;
    const logging = options.logging === true ? console.log : options.logging;
    if (logging === console.log && options === last) args.pop();
    logging(...args);
  }

  async close() {
    return this.connectionManager.close();
  }

  async createSchema(schema, options) {
    return this.queryInterface.createSchema(schema, options);
  }

  async dropSchema(schema, options) {
    return this.queryInterface.dropSchema(schema, options);
  }

  async showAllSchemas(options) {
    return this.queryInterface.showAllSchemas(options);
  }

  async databaseVersion(options) {
    return this.queryInterface.databaseVersion(options);
  }

  random() {
    return this.fn(['postgres', 'sqlite'].includes(this.getDialect()) ? 'RANDOM' : 'RAND');
  }

  /** SQL text of a value, quoted. */
  escape(value) {
    if (value === null || value === undefined) return 'NULL';
    return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
  }

  normalizeDataType(type) {
    return normalizeType(type);
  }

  normalizeAttribute(attribute) {
    return normalizeAttribute(attribute);
  }

  _modelNames() {
    return this.modelManager.models.map((model) => model.name);
  }

  static useCLS(namespace) {
    if (typeof namespace?.bind !== 'function' || typeof namespace.run !== 'function') {
      throw new Error('Must provide CLS namespace');
    }
    this._cls = namespace;
    return this;
  }

  static _clsRun(run) {
    if (!Sequelize._cls) return run();
    let result;
    Sequelize._cls.run((context) => { result = run(context); });
    return result;
  }

  static get version() {
    return VERSION;
  }
}

const newModel = () => class extends Model {};

class ModelManager {
  models = [];

  constructor(sequelize) {
    this.sequelize = sequelize;
  }

  get all() {
    return this.models;
  }

  /** A model of the same name is replaced. */
  addModel(model) {
    if (this.sequelize.models[model.name]) this.removeModel(model);
    this.models.push(model);
    this.sequelize.models[model.name] = model;
    return model;
  }

  removeModel({ name }) {
    this.models = this.models.filter((model) => model.name !== name);
    delete this.sequelize.models[name];
  }

  getModel(value, { attribute = 'name' } = {}) {
    return this.models.find((model) => model[attribute] === value);
  }

  findModel(test) {
    return this.models.find(test);
  }
}

/** There is nothing to connect to; what is closed stays closed all the same. */
class ConnectionManager {
  closed = false;

  assertOpen() {
    if (this.closed) throw new Error('ConnectionManager.getConnection was called after the connection manager was closed!');
  }

  async getConnection() {
    this.assertOpen();
    return { uuid: 'default' };
  }

  releaseConnection() {}

  async close() {
    this.closed = true;
  }
}

function defaultOptions() {
  return {
    dialect: null, dialectModule: null, dialectModulePath: null, host: 'localhost', protocol: 'tcp', define: {},
    query: {}, sync: {}, timezone: '+00:00', standardConformingStrings: true, logging: console.log, omitNull: false,
    native: false, replication: false, ssl: undefined, pool: {}, quoteIdentifiers: true, hooks: {},
    retry: { max: 5, match: ['SQLITE_BUSY: database is locked'] }, transactionType: Transaction.TYPES.DEFERRED,
    isolationLevel: null, databaseVersion: 0, typeValidation: false, benchmark: false, minifyAliases: false,
    logQueryParameters: false, attributeBehavior: 'throw',
  };
}

/** `(options)`, `(url)`, `(url, options)` or `(database, username, password, options)`. */
function readArguments(args) {
  const [first, second, third, fourth] = args;
  const isAlone = args.slice(1).every((argument) => argument === undefined);
  if (isAlone && typeof first === 'object' && first !== null) return { options: first, config: {} };
  if (typeof first === 'string' && (isAlone || (typeof second === 'object' && second !== null))) return readUrl(first, second ?? {});
  const config = { database: first, username: second, password: third };
  const isSet = ([, value]) => value !== undefined;
  return { options: fourth ?? {}, config: Object.fromEntries(Object.entries(config).filter(isSet)) };
}

function readUrl(url, given) {
  const [, dialect, user, password, host, port, path] =
    /^([^:/]+):(?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?)?\/?([^?]*)/.exec(url) ?? [];
  const options = { ...given, dialect };
  if (host) options.host = host;
  if (port) options.port = port;
  const config = {};
  if (path) config.database = path;
  if (user) config.username = decodeURIComponent(user);
  if (password) config.password = decodeURIComponent(password);
  return { options, config };
}

function checkOptions(options) {
  if (!options.dialect) throw new Error('Dialect needs to be explicitly supplied as of v4.0.0');
  if (options.dialect === 'postgresql') options.dialect = 'postgres';
  if (!DIALECTS.includes(options.dialect)) {
    throw new Error(`The dialect ${options.dialect} is not supported. Supported dialects: mssql, mariadb, mysql, oracle, postgres, db2 and sqlite.`);
  }
  if (options.dialect === 'sqlite' && options.timezone !== '+00:00') {
    throw new Error('Setting a custom timezone is not supported by SQLite, dates are always returned as UTC. Please remove the custom timezone parameter.');
  }
  if (options.logging === true) options.logging = console.log;
}

function readQuery(given, options) {
  let { replacements, bind } = options;
  if (typeof given !== 'object') return checkParameters({ sql: given.trim(), replacements, bind });
  if (given.values !== undefined) {
    if (replacements !== undefined) throw new Error('Both `sql.values` and `options.replacements` cannot be set at the same time');
    replacements = given.values;
  }
  if (given.bind !== undefined) {
    if (bind !== undefined) throw new Error('Both `sql.bind` and `options.bind` cannot be set at the same time');
    bind = given.bind;
  }
  return checkParameters({ sql: given.query.trim(), replacements, bind });
}

function checkParameters(query) {
  if (query.replacements && query.bind) throw new Error('Both `replacements` and `bind` cannot be set at the same time');
  return query;
}

const builders = {
  fn: (name, ...args) => new Fn(name, args),
  col: (...names) => new Col(...names),
  cast: (value, type) => new Cast(value, type),
  literal: (value) => new Literal(value),
  and: (...args) => ({ [Op.and]: args }),
  or: (...args) => ({ [Op.or]: args }),
  json: (conditionsOrPath, value) => new Json(conditionsOrPath, value),
  where: (...args) => new Where(...args),
};

const shared = { QueryTypes, Validator: validator, Association };

Object.assign(Sequelize, builders, shared, associationTypes, DataTypes, errors, {
  DataTypes, Deferrable, Error: errors.BaseError, IndexHints, Model, Op, QueryInterface, Sequelize, TableHints,
  Transaction, Utils: { SequelizeMethod, Fn, Col, Cast, Literal, Json, Where }, default: Sequelize, options: { hooks: {} },
});
mixin(Sequelize.prototype, builders, shared, { Sequelize, validate: Sequelize.prototype.authenticate });
applyHooks(Sequelize);
applyHooks(Sequelize.prototype);
