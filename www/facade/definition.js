// From what a learner writes in `init` to a model's properties. The session resolves names, keys and
// implicit attributes; `adopt` takes its answer in, again whenever an association changed the model.

import { CALL, withCall } from './calls.js';
import { isType, normalizeType, typeOf, types } from './data-types.js';
import { defaultValue } from './defaults.js';
import { hasOwn, isPlainObject, mapValues, merge, omit } from './util.js';

/** Options that hold functions or scopes: they stay in the façade. */
export const KEPT = [
  'sequelize', 'hooks', 'validate', 'scopes', 'defaultScope', 'getterMethods', 'setterMethods', 'classMethods',
  'instanceMethods', 'modelName', 'rejectOnEmpty', 'whereCollection',
];

const DEFAULTS = {
  timestamps: true, freezeTableName: false, underscored: false, paranoid: false, rejectOnEmpty: false,
  whereCollection: null, schema: null, schemaDelimiter: '', whereMergeStrategy: 'overwrite',
};

export const definition = {
  init(attributes, given = {}) {
    if (!given.sequelize) throw new Error('No Sequelize instance passed');
    const call = withCall(given, () => `${given.modelName ?? this.name}.init()`)[CALL];
    const { sequelize } = given;
    const options = merge(mapValues(sequelize.options.define, (value) => value), given);
    options.modelName ||= this.name;
    this.sequelize = sequelize;
    sequelize.runHooks('beforeDefine', attributes, options);
    const { modelName } = options;
    if (modelName !== this.name) Object.defineProperty(this, 'name', { value: modelName, configurable: true });
    delete options.modelName;
    const own = { validate: {}, defaultScope: {}, scopes: {}, indexes: [] };
    this.options = { ...DEFAULTS, ...own, omitNull: sequelize.options.omitNull, ...options };
    checkOptions(this, attributes);
    this._setupHooks(options.hooks);
    this.rawAttributes = mapValues(attributes, (attribute, name) => normalize(this, name, attribute));
    // The session has the global lists already and joins them to these.
    const told = { ...omit(options, KEPT), indexes: given.indexes };
    const described = sequelize.connection.send(
      'define',
      { name: modelName, attributes: toSend(this.rawAttributes), options: told },
      { [CALL]: call },
    );
    this.associations = {};
    this._scope = this.options.defaultScope;
    this._scopeNames = ['defaultScope'];
    adopt(this, described);
    sequelize.modelManager.addModel(this);
    sequelize.runHooks('afterDefine', this);
    return this;
  },

  removeAttribute(attribute) {
    const described = this.sequelize.connection.send('removeAttribute', { model: this.name, attribute });
    delete this.rawAttributes[attribute];
    adopt(this, described);
  },

  /** Builds everything that follows from `rawAttributes`. */
  refreshAttributes() {
    // Every association comes by here: one pass, whatever follows from it.
    const found = {
      primaryKeys: {}, tableAttributes: {}, fieldRawAttributesMap: {}, fieldAttributeMap: {},
      _virtualAttributes: new Set(), _jsonAttributes: new Set(), _defaultValues: {}, _dataTypeSanitizers: {}, _dataTypeChanges: {},
      autoIncrementAttribute: null, _hasBooleanAttributes: false, _hasDateAttributes: false,
    };
    const validators = {};
    for (const [name, attribute] of Object.entries(this.rawAttributes)) {
      const type = normalizeType(attribute.type);
      Object.assign(attribute, { type, Model: this, fieldName: name, _modelAttribute: true });
      if (attribute.primaryKey === true) found.primaryKeys[name] = attribute;
      if (attribute.autoIncrement) found.autoIncrementAttribute ??= name;
      if (type instanceof types.VIRTUAL) found._virtualAttributes.add(name);
      else found.tableAttributes[name] = attribute;
      if (type instanceof types.JSON) found._jsonAttributes.add(name);
      found._hasBooleanAttributes ||= type instanceof types.BOOLEAN;
      found._hasDateAttributes ||= type instanceof types.DATE || type instanceof types.DATEONLY;
      if (hasOwn(attribute, 'defaultValue')) found._defaultValues[name] = () => defaultValue(attribute.defaultValue);
      if (type?.sanitize) found._dataTypeSanitizers[name] = (...args) => type.sanitize(...args);
      if (type?.isChanged) found._dataTypeChanges[name] = (...args) => type.isChanged(...args);
      found.fieldRawAttributesMap[attribute.field] = attribute;
      if (attribute.field !== name) found.fieldAttributeMap[attribute.field] = name;
      if (hasOwn(attribute, 'validate')) validators[name] = attribute.validate;
    }
    Object.assign(this, found);
    this.primaryKeyAttributes = Object.keys(this.primaryKeys);
    [this.primaryKeyAttribute] = this.primaryKeyAttributes;
    this.primaryKeyField = this.rawAttributes[this.primaryKeyAttribute]?.field;
    this._hasPrimaryKeys = this.primaryKeyAttributes.length > 0;
    this._isPrimaryKey = (name) => this.primaryKeyAttributes.includes(name);
    this._hasVirtualAttributes = this._virtualAttributes.size > 0;
    this._hasJsonAttributes = this._jsonAttributes.size > 0;
    this.uniqueKeys = uniqueKeys(this);

    this.prototype.rawAttributes = this.rawAttributes;
    this.prototype.validators = validators;
    this.prototype._isAttribute = (name) => hasOwn(this.rawAttributes, name);
    addProperties(this);
  },
};

function checkOptions(Model, attributes) {
  const { options, name } = Model;
  for (const [key, validator] of Object.entries(options.validate)) {
    if (hasOwn(attributes, key)) {
      throw new Error(`A model validator function must not have the same name as a field. Model: ${name}, field/validation name: ${key}`);
    }
    if (typeof validator !== 'function') {
      throw new Error(`Members of the validate option must be functions. Model: ${name}, error with validate member ${key}`);
    }
  }
  if (!['and', 'overwrite'].includes(options.whereMergeStrategy)) {
    throw new Error(`Invalid value ${options.whereMergeStrategy} for whereMergeStrategy. Allowed values are 'and' and 'overwrite'.`);
  }
  if (!options.timestamps) return;
  for (const key of ['createdAt', 'updatedAt', 'deletedAt']) {
    if (!['undefined', 'string', 'boolean'].includes(typeof options[key])) {
      throw new Error(`Value for "${key}" option must be a string or a boolean, got ${typeof options[key]}`);
    }
    if (options[key] === '') throw new Error(`Value for "${key}" option cannot be an empty string`);
  }
}

/** An attribute as an object with a type object; also of `queryInterface.createTable`. */
export function normalizeAttribute(given) {
  const attribute = isPlainObject(given) ? given : { type: given };
  if (!attribute.type) return attribute;
  attribute.type = normalizeType(attribute.type);
  const { type, defaultValue: value } = attribute;
  if (typeof value === 'function' && isType(value)) attribute.defaultValue = normalizeType(value);
  if (type instanceof types.ARRAY && !type.type) throw new Error('ARRAY is missing type definition for its values.');
  if (type instanceof types.ENUM) {
    if (attribute.values) type.values = type.options.values = attribute.values;
    else attribute.values = type.values;
    if (!attribute.values.length) throw new Error('Values for ENUM have not been defined.');
  }
  return attribute;
}

function normalize(Model, name, given) {
  const attribute = normalizeAttribute(given);
  if (attribute.type === undefined) throw new Error(`Unrecognized datatype for attribute "${Model.name}.${name}"`);
  if (attribute.allowNull !== false && attribute.validate?.notNull) {
    throw new Error(`Invalid definition for "${Model.name}.${name}", "notNull" validator is only allowed with "allowNull:false"`);
  }
  const target = attribute.references?.model;
  if (typeof target?.getTableName === 'function') attribute.references.model = target.getTableName();
  return attribute;
}

/** `allowNull: undefined` is said all the same; JSON lacks it. */
const said = (attribute) => (hasOwn(attribute, 'allowNull') && attribute.allowNull === undefined ? { ...attribute, allowNull: null } : attribute);

const toSend = (attributes) =>
  mapValues(attributes, (attribute) =>
    omit(said(attribute), ['get', 'set', 'validate', 'Model', 'fieldName', '_modelAttribute', '_autoGenerated']));

/** Takes in what the session says of a model: `order` names all attributes, `attributes` holds what is new of them. */
export function adopt(Model, described) {
  const { table, timestamps, singular, plural } = described;
  Model.options.name = { plural, singular };
  Model.underscored = Model.options.underscored;
  Model.tableName = table.name;
  Model._schema = table.schema ?? Model.options.schema ?? null;
  Model._schemaDelimiter = Model.options.schemaDelimiter;
  Model._timestampAttributes = {};
  for (const key of ['createdAt', 'updatedAt', 'deletedAt']) {
    if (timestamps[key]) Model._timestampAttributes[key] = timestamps[key];
  }
  const { version } = Model.options;
  if (version) Model._versionAttribute = version === true ? 'version' : version;
  Model._readOnlyAttributes = new Set([...Object.values(Model._timestampAttributes), Model._versionAttribute].filter(Boolean));
  Model._hasReadOnlyAttributes = Model._readOnlyAttributes.size > 0;
  Model._indexes = described.indexes.map(({ options, ...index }) => ({ ...options, ...index }));
  const { rawAttributes } = Model;
  Model.rawAttributes = {};
  for (const name of described.order) {
    const news = described.attributes[name];
    Model.rawAttributes[name] = news ? adoptAttribute(Model, name, rawAttributes[name], news) : rawAttributes[name];
  }
  Model.refreshAttributes();
}

function adoptAttribute(Model, name, own, described) {
  const { type, isGenerated, references } = described;
  const attribute = own ?? { type: typeOf(type) };
  // The dialect's text, in the place of the type's own.
  if (attribute.type instanceof types.ABSTRACT) {
    Object.defineProperty(attribute.type, 'toSql', { value: () => described.sqlType, configurable: true });
  }
  attribute.field = described.field;
  attribute.primaryKey = described.primaryKey || undefined;
  if (described.allowNull !== undefined) attribute.allowNull = described.allowNull;
  if (described.autoIncrement) attribute.autoIncrement = true;
  if (references) {
    attribute.references ??= {};
    const { table, key, deferrable } = references;
    attribute.references.model = table.schema ? { tableName: table.name, schema: table.schema } : table.name;
    attribute.references.key = key;
    if (deferrable) attribute.references.deferrable ??= deferrable;
  }
  if (described.onDelete) attribute.onDelete ??= described.onDelete;
  if (described.onUpdate) attribute.onUpdate ??= described.onUpdate;
  if (described.unique === 'column') attribute.unique ??= true;
  else if (described.unique && typeof attribute.unique !== 'object') attribute.unique = described.unique.named.name;
  if (attribute.primaryKey === undefined) delete attribute.primaryKey;
  // What Sequelize fills in by itself is not checked for null. Keys that associations add are.
  const isImplicit = described.autoIncrement || Model._readOnlyAttributes.has(name);
  if (!own && isGenerated && isImplicit) attribute._autoGenerated = true;
  if (!own && name === Model._versionAttribute) attribute.defaultValue = 0;
  return attribute;
}

function uniqueKeys(Model) {
  const keys = {};
  for (const [name, attribute] of Object.entries(Model.rawAttributes)) {
    const { unique, field } = attribute;
    if (!unique) continue;
    const keyName = unique.name ?? (typeof unique === 'string' ? unique : `${Model.tableName}_${name}_unique`);
    const key = (keys[keyName] ??= { fields: [] });
    key.fields.push(field);
    Object.assign(key, { msg: key.msg || unique.msg || null, name: keyName, column: name, customIndex: unique !== true });
  }
  return keys;
}

/** The property behind an attribute's name: the same in every model. */
const properties = new Map();

function propertyOf(name) {
  let property = properties.get(name);
  if (!property) {
    property = { get() { return this.get(name); }, set(value) { this.set(name, value); }, configurable: true };
    properties.set(name, property);
  }
  return property;
}

/** Defines the properties through which instances read and write their attributes. */
function addProperties(Model) {
  const { prototype, options, rawAttributes } = Model;
  const custom = (key, methods) => {
    const own = Object.entries(rawAttributes).filter(([, attribute]) => hasOwn(attribute, key));
    return { ...methods, ...Object.fromEntries(own.map(([name, attribute]) => [name, attribute[key]])) };
  };
  prototype._customGetters = custom('get', options.getterMethods);
  prototype._customSetters = custom('set', options.setterMethods);
  prototype._hasCustomGetters = Object.keys(prototype._customGetters).length;
  prototype._hasCustomSetters = Object.keys(prototype._customSetters).length;
  const defined = {};
  for (const name of Object.keys(options.getterMethods ?? {})) defined[name] = { get: propertyOf(name).get, configurable: true };
  for (const name of Object.keys(options.setterMethods ?? {})) defined[name] = { ...defined[name], set: propertyOf(name).set, configurable: true };
  for (const name of Object.keys(rawAttributes)) defined[name] = propertyOf(name);
  for (const [name, property] of Object.entries(defined)) {
    if (name in Model.builtInMethods) Model.sequelize.log(`Not overriding built-in method from model attribute: ${name}`);
    else Object.defineProperty(prototype, name, property);
  }
  Model._attributeManipulation = defined;
}
