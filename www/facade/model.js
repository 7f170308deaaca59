// `Model`: the class a learner's models extend. Instances come from instance.js; the static side is
// put together here.

import { associationTypes } from './associations.js';
import { originOfCall, withCall } from './calls.js';
import { definition } from './definition.js';
import { adopt, describeOnRead, description, refresh } from './described.js';
import { membersText } from './encode.js';
import { finders } from './finders.js';
import { applyHooks } from './hooks.js';
import { Instance } from './instance.js';
import { scopes } from './scopes.js';
import { hasOwn, lowerFirst, mixin, pick } from './util.js';
import { writers } from './writers.js';

export class Model extends Instance {
  static get queryInterface() {
    return this.sequelize.getQueryInterface();
  }

  static get queryGenerator() {
    return this.queryInterface.queryGenerator;
  }

  static getAttributes() {
    return this.rawAttributes;
  }

  /** The table's name; an object that prints as text where there is a schema. */
  static getTableName() {
    if (!this._schema) return this.tableName;
    const { tableName, _schema: schema, _schemaDelimiter: delimiter } = this;
    const quoted = `${schema}${delimiter || '.'}${tableName}`;
    return { tableName, table: tableName, name: this.name, schema, delimiter: delimiter || '.', toString: () => quoted };
  }

  static async sync(options = {}) {
    const call = withCall({ ...options, hooks: options.hooks !== false }, () => `${this.name}.sync()`);
    if (call.hooks) await this.runHooks('beforeSync', call);
    this.sequelize.connection.send('sync', { model: this.name, options: syncOptions(call) }, call);
    if (call.hooks) await this.runHooks('afterSync', call);
    return this;
  }

  static async drop(options = {}) {
    const call = withCall({ ...options }, () => `${this.name}.drop()`);
    return this.sequelize.connection.send('drop', { model: this.name, options: syncOptions(call) }, call) ?? undefined;
  }

  static async dropSchema(schema) {
    return this.queryInterface.dropSchema(schema);
  }

  static async describe(schema, options) {
    return this.queryInterface.describeTable(this.tableName, { schema: schema || this._schema || undefined, ...options });
  }

  static hasAlias(alias) {
    return hasOwn(this.associations, alias);
  }

  static getAssociations(target) {
    return Object.values(this.associations).filter((association) => association.target.name === target.name);
  }

  static getAssociationForAlias(target, alias) {
    return this.getAssociations(target).find((association) => association.verifyAssociationAlias(alias)) ?? null;
  }

  static [Symbol.for('nodejs.util.inspect.custom')]() {
    return this.name;
  }
}

export const syncOptions = (options) =>
  pick(options, ['force', 'alter', 'cascade', 'schema', 'searchPath', 'withoutForeignKeyConstraints', 'followsCreate', 'database']);

/** `User.hasMany(Task, options)`: the session resolves names and keys, and may change other models too. */
function associate(kind) {
  const method = lowerFirst(kind);
  return function (target, options = {}) {
    if (!(typeof target === 'function' && target.prototype instanceof Model)) {
      throw new Error(`${this.name}.${method} called with something that's not a subclass of Sequelize.Model`);
    }
    // A class that `init` was not called for has no options.
    if (!target.options) throw new TypeError("Cannot read properties of undefined (reading 'name')");
    const origin = originOfCall();
    const type = associationTypes[kind];
    const runsHooks = Boolean(options.hooks);
    options.hooks = runsHooks;
    if (runsHooks) this.runHooks('beforeAssociate', { source: this, target, type }, options);
    const { connection, models } = this.sequelize;
    const lines = `${kind}\n${JSON.stringify(this.name)}\n${JSON.stringify(target.name)}\n${membersText(options, HOOKS)}`;
    const described = connection.declare('associate', lines, origin);
    const through = described.through?.model;
    if (through && !models[through]) addThrough(this.sequelize, through);
    refresh(this);
    if (target !== this) refresh(target);
    if (through) refresh(models[through]);
    // Sequelize writes into the learner's object: one that two calls share tells the second what the
    // first came to.
    // belongsTo and hasOne leave the model's hooks in it, so that the second runs hooks.
    if (kind === 'BelongsTo' || kind === 'HasOne') options.hooks = this.options.hooks;
    options.useHooks = runsHooks;
    if (described.onDelete) options.onDelete = described.onDelete;
    if (described.onUpdate) options.onUpdate = described.onUpdate;
    const association = new type(this, target, described, options);
    this.associations[association.associationAccessor] = association;
    association.mixin(this.prototype);
    const { pair } = described;
    if (pair) target.associations[pair.name]?.takeKeys(pair);
    if (runsHooks) this.runHooks('afterAssociate', { source: this, target, type, association }, options);
    return association;
  };
}

const HOOKS = new Set(['hooks']);

/** Makes the class of a join table that an association named. */
function addThrough(sequelize, name) {
  const described = sequelize.connection.send('describe', { model: name });
  const generated = class extends Model {};
  Object.defineProperty(generated, 'name', { value: name });
  generated.sequelize = sequelize;
  generated.options = {
    timestamps: true, validate: {}, defaultScope: {}, scopes: {}, indexes: [], hooks: {}, sequelize,
    tableName: described.table.name, paranoid: described.paranoid, underscored: described.underscored,
  };
  generated.rawAttributes = {};
  generated.associations = {};
  generated._scope = {};
  generated._scopeNames = ['defaultScope'];
  sequelize.runHooks('beforeDefine', {}, generated.options);
  adopt(generated, described);
  sequelize.modelManager.addModel(generated);
  sequelize.runHooks('afterDefine', generated);
}

mixin(Model, definition, description, finders, writers, scopes, {
  hasOne: associate('HasOne'),
  hasMany: associate('HasMany'),
  belongsTo: associate('BelongsTo'),
  belongsToMany: associate('BelongsToMany'),
});
applyHooks(Model, { isModel: true });

describeOnRead(Model);

/** What an attribute's name must not replace on the prototype. */
Object.defineProperty(Model, 'builtInMethods', {
  value: Object.fromEntries(Object.getOwnPropertyNames(Instance.prototype).map((name) => [name, true])),
});
