// `queryInterface`: changes to the schema by name of table, as migrations make them. Each method is
// one call of the session's own of that name.

import { withCall } from './calls.js';
import { types } from './data-types.js';
import { Deferrable } from './deferrable.js';
import { normalizeAttribute } from './definition.js';
import { FIND_OPTIONS } from './options.js';
import { rawResult } from './results.js';
import { isPlainObject, mapValues, mixin, omit, pick } from './util.js';

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

  async select(model, table, options = {}) {
    return model ? model.findAll(options) : this._send('select', [table, pick(options, ['attributes', ...FIND_OPTIONS])], options);
  }

  /** One value of the first row; all rows without `plain`. */
  async rawSelect(table, options, attribute, model) {
    if (attribute === undefined) throw new Error('Please pass an attribute selector!');
    const given = { raw: true, plain: true, ...options };
    const rows = await this.select(model, table, { ...given, plain: false });
    if (!given.plain) return rows;
    const value = rows[0]?.[attribute] ?? null;
    return value === null || !given.dataType ? value : asType(given.dataType, value);
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

/** A value as `rawSelect` reads it for a type: numbers and dates come as text from some drivers. */
function asType(given, value) {
  const type = typeof given === 'function' ? new given() : given;
  if (type instanceof types.DECIMAL || type instanceof types.FLOAT) return parseFloat(value);
  if (type instanceof types.INTEGER) return parseInt(value, 10);
  return type instanceof types.DATE && !(value instanceof Date) ? new Date(value) : value;
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
