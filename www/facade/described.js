// What a model is once the session has resolved it: names, keys, implicit attributes, and all that
// follows from them. Most programs declare many models and then use a few, and each association
// changes two: a model is described when something of it is read for the first time, and kept up to
// date from then on.
//
// Until then its prototype has the accessors of its associations, not yet those of its attributes; an
// instance, or any of the properties below, brings them.

import { types, normalizeType, typeOf } from './data-types.js';
import { defaultValue } from './defaults.js';
import { hasOwn } from './util.js';

/** The attributes as the learner declared them, on a class that is not described yet. */
const DECLARED = Symbol('relata.declared');

/** What follows from a description, on the class and on its prototype. */
const STATICS = new Set([
  'rawAttributes', 'tableAttributes', 'fieldRawAttributesMap', 'fieldAttributeMap', 'primaryKeys', 'primaryKeyAttributes',
  'primaryKeyAttribute', 'primaryKeyField', 'uniqueKeys', 'autoIncrementAttribute', 'tableName', 'underscored', '_schema',
  '_schemaDelimiter', '_timestampAttributes', '_versionAttribute', '_readOnlyAttributes', '_hasReadOnlyAttributes', '_indexes',
  '_virtualAttributes', '_hasVirtualAttributes', '_jsonAttributes', '_hasJsonAttributes', '_hasBooleanAttributes',
  '_hasDateAttributes', '_hasPrimaryKeys', '_isPrimaryKey', '_defaultValues', '_dataTypeSanitizers', '_dataTypeChanges',
  '_attributeManipulation',
]);
const OF_INSTANCES = [
  'rawAttributes', 'validators', '_isAttribute', '_customGetters', '_customSetters', '_hasCustomGetters', '_hasCustomSetters',
];

/** Gives the base of all models the properties that describe a model when they are read. */
export function describeOnRead(Model) {
  for (const name of STATICS) defineLazy(Model, name, (model) => model);
  for (const name of OF_INSTANCES) defineLazy(Model.prototype, name, (instance) => instance.constructor);
}

function defineLazy(target, name, modelOf) {
  Object.defineProperty(target, name, {
    configurable: true,
    get() { return describe(modelOf(this)) ? this[name] : undefined; },
    set(value) { Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true }); },
  });
}

/** Leaves a new model to be described by the first who asks. */
export function describeLater(Model, attributes) {
  // What an earlier `init`, or a static field of the class, left here would hide the properties above.
  for (const name of Object.keys(Model)) if (STATICS.has(name)) delete Model[name];
  Model[DECLARED] = attributes;
}

/** Describes a model, or the one it extends, unless that was done; tells whether it had to. */
export function describe(Model) {
  const declared = Model?.[DECLARED];
  if (!declared) return false;
  let owner = Model;
  while (!hasOwn(owner, DECLARED)) owner = Object.getPrototypeOf(owner);
  owner[DECLARED] = null;
  owner.rawAttributes = declared;
  adopt(owner, owner.sequelize.connection.send('describe', { model: owner.name }));
  return true;
}

/** Takes in what an association changed of a model that was described before. */
export function refresh(Model) {
  if (Model[DECLARED]) return;
  const news = Model.sequelize.connection.send('news', { model: Model.name });
  if (news) adopt(Model, news);
}

export const description = {
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
  const { type, references } = described;
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
  if (described.autoGenerated) attribute._autoGenerated = true;
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
