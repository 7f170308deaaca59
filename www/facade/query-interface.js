// `queryInterface`: changes to the schema by name of table, as migrations make them. Each method is
// one call of the session's own of that name.

import { withCall } from './calls.js';
import { Deferrable } from './deferrable.js';
import { normalizeAttribute } from './definition.js';
import { rawResult } from './results.js';
import { isPlainObject, mapValues, mixin, omit } from './util.js';

const deferrals = [Deferrable.NOT, Deferrable.INITIALLY_IMMEDIATE, Deferrable.INITIALLY_DEFERRED];

export class QueryInterface {
  constructor(sequelize) {
    this.sequelize = sequelize;
    this.queryGenerator = { options: sequelize.options, _dialect: { name: sequelize.getDialect() } };
  }

  async createTable(table, attributes, options, model) {
    return this._send('createTable', [table, mapValues(attributes, normalizeAttribute), options, model], options);
  }

  async addColumn(table, column, attribute, options) {
    return this._send('addColumn', [table, column, attribute && normalizeAttribute(attribute), options], options);
  }

  async changeColumn(table, column, given, options) {
    const attribute = typeof given === 'function' ? { type: given, allowNull: true } : given;
    return this._send('changeColumn', [table, column, normalizeAttribute(attribute), options], options);
  }

  async describeTable(table, options) {
    const columns = await this._send('describeTable', [table, options], options);
    if (this.sequelize.getDialect() !== 'sqlite') return columns;
    // What has no default has an undefined one there, which JSON lacks.
    return mapValues(columns, ({ type, allowNull, defaultValue, ...rest }) => ({ type, allowNull, defaultValue, ...rest }));
  }

  async getForeignKeyReferencesForTable(table, options) {
    const keys = await this._send('getForeignKeyReferencesForTable', [table, options], options);
    if (this.sequelize.getDialect() !== 'postgres') return keys;
    return keys.map(({ deferrable, ...key }) => ({ ...key, deferrable: deferrals.find((each) => new each().toSql() === deferrable) }));
  }

  /** Rows by column name, of no model. */
  async bulkInsert(table, records, options, attributes) {
    return this._send('bulkInsert', [table, records, options, attributes], options);
  }

  async select(model, table, options) {
    return model.findAll(options);
  }

  /** Sends a method's arguments, without what stays in the façade. */
  async _send(method, args, options) {
    const call = withCall(isPlainObject(options) ? { ...options } : {}, `queryInterface.${method}()`);
    const sent = args.map((arg) => (isPlainObject(arg) ? omit(arg, ['transaction', 'logging', 'benchmark', 'hooks']) : arg));
    while (sent.length > 0 && sent.at(-1) === undefined) sent.pop();
    const result = this.sequelize.connection.send('queryInterface', { method, args: sent }, call) ?? undefined;
    return result?.told ? rawResult(this.sequelize.getDialect(), [], result.told) : result;
  }
}

/** The methods that pass their arguments on as they are, with the position of their options. */
const PASSED = {
  dropTable: 1, dropAllTables: 0, renameTable: 2, removeColumn: 2, renameColumn: 3, addIndex: 2, addConstraint: 1, removeIndex: 2, removeConstraint: 2,
  showIndex: 1, showConstraint: 2, showAllTables: 0, tableExists: 1,
  getForeignKeysForTables: 1, bulkDelete: 2, bulkUpdate: 3, createSchema: 1, dropSchema: 1, dropAllSchemas: 0,
  showAllSchemas: 0, createDatabase: 1, dropDatabase: 1, databaseVersion: 0, dropEnum: 1, dropAllEnums: 0,
};

for (const [method, position] of Object.entries(PASSED)) {
  mixin(QueryInterface.prototype, {
    async [method](...args) {
      return this._send(method, args, args[position]);
    },
  });
}
