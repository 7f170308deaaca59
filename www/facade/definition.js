// From what a learner writes in `init` to a declaration that the session takes.

import { CALL, withCall } from './calls.js';
import { isType, normalizeType, types } from './data-types.js';
import { adopt, describe, describeLater } from './described.js';
import { encodeText, membersText } from './encode.js';
import { hasOwn, isPlainObject, merge } from './util.js';

/** Options that hold functions or scopes: they stay in the façade. */
export const KEPT = [
  'sequelize', 'hooks', 'validate', 'scopes', 'defaultScope', 'getterMethods', 'setterMethods', 'modelName', 'rejectOnEmpty',
  'whereCollection',
];
const KEPT_OPTIONS = new Set(KEPT);

/** A model's options; whatever the shape of `given`, theirs begins alike, which engines like. */
function modelOptions(given, { omitNull }) {
  const options = {
    timestamps: true, freezeTableName: false, underscored: false, paranoid: false, rejectOnEmpty: false, whereCollection: null,
    schema: null, schemaDelimiter: '', whereMergeStrategy: 'overwrite', validate: {}, defaultScope: {}, scopes: {}, indexes: [],
    omitNull, sequelize: null, hooks: null, name: null,
  };
  for (const key of Object.keys(given)) if (key !== 'modelName') options[key] = given[key];
  return options;
}

export const definition = {
  init(attributes, given = {}) {
    if (!given.sequelize) throw new Error('No Sequelize instance passed');
    const call = withCall(given, () => `${given.modelName ?? this.name}.init()`)[CALL];
    const { sequelize } = given;
    const options = merge(sequelize.options.define, given);
    options.modelName ||= this.name;
    this.sequelize = sequelize;
    sequelize.runHooks('beforeDefine', attributes, options);
    const { modelName } = options;
    if (modelName !== this.name) Object.defineProperty(this, 'name', { value: modelName, configurable: true });
    this.options = modelOptions(options, sequelize.options);
    checkOptions(this, attributes);
    this._setupHooks(options.hooks);
    // The session has the global lists already and joins them to these.
    options.indexes = given.indexes;
    let lines = `${JSON.stringify(modelName)}\n${JSON.stringify(call.label)}\n${membersText(options, KEPT_OPTIONS)}`;
    const declared = {};
    for (const name of Object.keys(attributes ?? {})) {
      lines += `\n${JSON.stringify(name)}\n${declare(this, name, attributes[name], declared)}`;
    }
    const replaced = sequelize.models[modelName];
    if (replaced && replaced !== this) describe(replaced);
    this.options.name = sequelize.connection.declare('define', lines, call.origin);
    this.associations = {};
    this._scope = this.options.defaultScope;
    this._scopeNames = ['defaultScope'];
    describeLater(this, declared);
    sequelize.connection.add(this);
    sequelize.modelManager.addModel(this);
    if (hidesMethods(this, declared)) describe(this);
    sequelize.runHooks('afterDefine', this);
    return this;
  },

  removeAttribute(attribute) {
    describe(this);
    const described = this.sequelize.connection.send('removeAttribute', { model: this.name, attribute });
    delete this.rawAttributes[attribute];
    adopt(this, described);
  },
};

/** Describing the model says so of an attribute that is named like a method. */
function hidesMethods({ builtInMethods, options: { getterMethods, setterMethods } }, attributes) {
  for (const name in attributes) if (name in builtInMethods) return true;
  for (const name in getterMethods) if (name in builtInMethods) return true;
  for (const name in setterMethods) if (name in builtInMethods) return true;
  return false;
}

const STAMPS = ['createdAt', 'updatedAt', 'deletedAt'];

function checkOptions(Model, attributes) {
  const { options, name } = Model;
  for (const key of Object.keys(options.validate)) {
    const validator = options.validate[key];
    if (hasOwn(attributes, key)) {
      throw new Error(`A model validator function must not have the same name as a field. Model: ${name}, field/validation name: ${key}`);
    }
    if (typeof validator !== 'function') {
      throw new Error(`Members of the validate option must be functions. Model: ${name}, error with validate member ${key}`);
    }
  }
  if (options.whereMergeStrategy !== 'and' && options.whereMergeStrategy !== 'overwrite') {
    throw new Error(`Invalid value ${options.whereMergeStrategy} for whereMergeStrategy. Allowed values are 'and' and 'overwrite'.`);
  }
  if (!options.timestamps) return;
  for (const key of STAMPS) {
    if (options[key] === undefined) continue;
    if (!['string', 'boolean'].includes(typeof options[key])) {
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

/** Adds an attribute to those `declared`, and gives the text that tells the session of it. */
function declare(Model, name, given, declared) {
  // One object may stand in two models: the second takes over what the first came to.
  if (given?.Model) describe(given.Model);
  const type = isPlainObject(given) ? given.type : given;
  const attribute = normalizeAttribute(given);
  declared[name] = attribute;
  if (attribute.type === undefined) throw new Error(`Unrecognized datatype for attribute "${Model.name}.${name}"`);
  if (attribute.allowNull !== false && attribute.validate?.notNull) {
    throw new Error(`Invalid definition for "${Model.name}.${name}", "notNull" validator is only allowed with "allowNull:false"`);
  }
  const target = attribute.references?.model;
  if (typeof target?.getTableName === 'function') attribute.references.model = target.getTableName();
  const text = membersText(attribute, KEPT_MEMBERS, `"type":${typeof type === 'function' ? textOfClass(attribute.type) : encodeText(attribute.type)}`);
  attribute.Model = Model;
  attribute.fieldName = name;
  return text;
}

/** Members of an attribute that the session does not need, or that are told apart. */
const KEPT_MEMBERS = new Set(['type', 'get', 'set', 'validate', 'Model', 'fieldName', '_modelAttribute', '_autoGenerated']);

/** What a type says that was given as its class, without arguments: always the same. */
const classTexts = new Map();

function textOfClass(type) {
  // The values of an ENUM may stand beside it.
  if (type instanceof types.ENUM) return encodeText(type);
  let text = classTexts.get(type.constructor);
  if (!text) classTexts.set(type.constructor, (text = encodeText(type)));
  return text;
}
