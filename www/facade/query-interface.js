// `queryInterface`: changes to the schema by name of table, as migrations make them. Each method is
// one call of the session's own of that name.

import { withCall } from './calls.js';
import { normalizeAttribute } from './definition.js';
import { isPlainObject, mapValues, mixin, omit } from './util.js';

export class QueryInterface {
  constructor(sequelize) {
    this.sequelize = sequelize;
    this.queryGenerator = { options: sequelize.options, _dialect: { name: sequelize.getDialect() } };
  }

  async createTable(table, attributes, options, model) {
    return this._send('createTable', [table, mapValues(attributes, normalizeAttribute), options, model], options);
  }

  async addColumn(table, column, attribute, options) {
    if (!table || !column || !attribute) {
      throw new Error('addColumn takes at least 3 arguments (table, attribute name, attribute definition)');
    }
    return this._send('addColumn', [table, column, normalizeAttribute(attribute), options], options);
  }

  async changeColumn(table, column, attribute, options) {
    return this._send('changeColumn', [table, column, normalizeAttribute(attribute), options], options);
  }

  /** `addIndex(table, ['a', 'b'], options)`, or the fields in the options. */
  async addIndex(table, fields, options, rawTableName) {
    if (!Array.isArray(fields)) [fields, options, rawTableName] = [fields?.fields, fields, options];
    return this._send('addIndex', [table, fields, options, rawTableName], options);
  }

  async addConstraint(table, options) {
    if (!options.fields) throw new Error('Fields must be specified through options.fields');
    if (!options.type) throw new Error('Constraint type must be specified through options.type');
    return this._send('addConstraint', [table, options], options);
  }

  async describeTable(table, options) {
    const columns = await this._send('describeTable', [table, options], options);
    if (this.sequelize.getDialect() !== 'sqlite') return columns;
    // The driver of sqlite tells no default by undefined, which JSON lacks.
    return mapValues(columns, (column) => ({ ...column, defaultValue: column.defaultValue ?? undefined }));
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
    return this.sequelize.connection.send('queryInterface', { method, args: sent }, call) ?? undefined;
  }
}

/** The methods that pass their arguments on as they are, with the position of their options. */
const PASSED = {
  dropTable: 1, dropAllTables: 0, renameTable: 2, removeColumn: 2, renameColumn: 3, removeIndex: 2, removeConstraint: 2,
  showIndex: 1, showConstraint: 2, showAllTables: 0, tableExists: 1, getForeignKeyReferencesForTable: 1,
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
