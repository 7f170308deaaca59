// One row: its values and what changed, getters and setters, reload, destroy, restore.

import { withCall } from './calls.js';
import { defaultValue } from './defaults.js';
import { describe } from './described.js';
import { InstanceError } from './errors.js';
import { currentTransaction } from './finders.js';
import { validateInstance } from './instance-validator.js';
import { SequelizeMethod } from './methods.js';
import { writeOptions } from './options.js';
import { save } from './save.js';
import {
  cloneDeep, cloneValue, defaults, difference, hasOwn, intersection, isEqual, lowerFirst, omitUndefined, pick, union,
} from './util.js';
import { prepareIncludes } from './include.js';

export class Instance {
  constructor(values = {}, given = {}) {
    describe(this.constructor);
    warnOfShadowing(this);
    const options = { isNewRecord: true, ...given };
    prepareIncludes(this.constructor, options);
    this.dataValues = {};
    this._previousDataValues = {};
    this.uniqno = 1;
    this._changed = new Set();
    this._options = options;
    this.isNewRecord = options.isNewRecord;
    if (options.isNewRecord) {
      values = { ...values };
      setDefaults(this, values);
    }
    this.set(values, options);
  }

  get sequelize() {
    return this.constructor.sequelize;
  }

  /** The condition, by column, that finds this row: its primary key, and its version where one is kept. */
  where(checkVersion) {
    const { primaryKeyAttributes, _versionAttribute: version, options, rawAttributes } = this.constructor;
    if (primaryKeyAttributes.length === 0) return options.whereCollection;
    const names = checkVersion && version ? [...primaryKeyAttributes, version] : primaryKeyAttributes;
    return Object.fromEntries(names.map((name) => [rawAttributes[name].field, this.get(name, { raw: true })]));
  }

  toString() {
    return `[object SequelizeInstance:${this.constructor.name}]`;
  }

  getDataValue(key) {
    return this.dataValues[key];
  }

  setDataValue(key, value) {
    if (!isEqual(value, this._previousDataValues[key])) this.changed(key, true);
    this.dataValues[key] = value;
  }

  get(key, options) {
    if (options === undefined && typeof key === 'object') [key, options] = [undefined, key];
    options = options || {};
    return key ? this._getOne(key, options) : this._getAll(options);
  }

  _getOne(key, options) {
    if (hasOwn(this._customGetters, key) && !options.raw) return this._customGetters[key].call(this, key, options);
    const value = this.dataValues[key];
    if (!options.plain || !this._options.include || !this._options.includeNames.includes(key)) return value;
    if (Array.isArray(value)) return value.map((instance) => instance.get(options));
    return value instanceof Instance ? value.get(options) : value;
  }

  _getAll(options) {
    if (!this._hasCustomGetters && !(options.plain && this._options.include) && !options.clone) return this.dataValues;
    const { attributes } = this._options;
    const custom = Object.keys(this._customGetters).filter((key) => !attributes || attributes.includes(key));
    return Object.fromEntries(union(custom, Object.keys(this.dataValues)).map((key) => [key, this.get(key, options)]));
  }

  set(key, value, options) {
    if (typeof key === 'object' && key !== null) this._setAll(key, value || {});
    else this._setOne(key, value, options || {});
    return this;
  }

  _setAll(values, options) {
    const { _hasVirtualAttributes, _virtualAttributes } = this.constructor;
    if (options.reset) {
      this.dataValues = {};
      for (const key of Object.keys(values)) this.changed(key, false);
    }
    if (options.attributes) {
      const setAll = (names) => {
        for (const name of names) if (values[name] !== undefined) this.set(name, values[name], options);
      };
      setAll(options.attributes);
      if (_hasVirtualAttributes) setAll(_virtualAttributes);
      if (this._options.includeNames) setAll(this._options.includeNames);
    } else {
      for (const name in values) this.set(name, values[name], options);
    }
    if (options.raw) this._previousDataValues = { ...this.dataValues };
  }

  _setOne(key, value, options) {
    const { raw } = options;
    const before = raw ? undefined : this.dataValues[key];
    if (!raw && this._customSetters[key]) {
      this._customSetters[key].call(this, value, key);
      if (!isEqual(this.dataValues[key], before)) this._markChanged(key, before);
      return;
    }
    if (this._options?.include && this._options.includeNames.includes(key)) {
      this._setInclude(key, value, options);
      return;
    }
    if (!raw && !this._maySet(key, value, before)) return;
    const { _dataTypeSanitizers: sanitizers, _dataTypeChanges: changes } = this.constructor;
    const isMethod = value instanceof SequelizeMethod;
    if (!isMethod && hasOwn(sanitizers, key)) value = sanitizers[key](value, options);
    if (!raw && (isMethod || (changes[key] ? changes[key](value, before, options) : !isEqual(value, before)))) this._markChanged(key, before);
    this.dataValues[key] = value;
  }

  _markChanged(key, before) {
    this._previousDataValues[key] = before;
    this.changed(key, true);
  }

  /** False for what is no attribute, for keys once set, and for timestamps of a stored row. */
  _maySet(key, value, before) {
    const { _jsonAttributes, _hasPrimaryKeys, _isPrimaryKey, _readOnlyAttributes } = this.constructor;
    if (!this._isAttribute(key)) {
      const [attribute, ...path] = key.split('.');
      if (path.length > 0 && _jsonAttributes.has(attribute)) this._setPath(attribute, path, value);
      return false;
    }
    if (_hasPrimaryKeys && before && _isPrimaryKey(key)) return false;
    return this.isNewRecord || !_readOnlyAttributes.has(key);
  }

  /** `set('meta.colour', 'red')` of a JSON attribute. */
  _setPath(attribute, path, value) {
    let parent = (this.dataValues[attribute] ??= {});
    for (const name of path.slice(0, -1)) parent = parent[name] ??= {};
    const last = path.at(-1);
    if (isEqual(parent[last], value)) return;
    parent[last] = value;
    this.changed(attribute, true);
  }

  setAttributes(updates) {
    return this.set(updates);
  }

  changed(key, value) {
    if (key === undefined) return this._changed.size > 0 ? [...this._changed] : false;
    if (value === true) this._changed.add(key);
    else if (value === false) this._changed.delete(key);
    else return this._changed.has(key);
    return this;
  }

  previous(key) {
    if (key) return this._previousDataValues[key];
    return pick(this._previousDataValues, Object.keys(this._previousDataValues).filter((name) => this.changed(name)));
  }

  /** Builds the instances of an included association. */
  _setInclude(key, value, { raw }) {
    const include = this._options.includeMap[key];
    const { association, model, originalAttributes: attributes, includeNames, includeMap } = include;
    if (attributes && attributes.length === 0) return;
    let rows = [value].flat();
    if (rows[0] instanceof Instance) rows = rows.map((instance) => instance.dataValues);
    const options = {
      isNewRecord: this.isNewRecord, include: include.include, includeNames, includeMap, includeValidated: true, raw, attributes,
    };
    const isEmpty = (row) => row === null || row === undefined || row[model.primaryKeyAttribute] === null;
    const built = association.isSingleAssociation
      ? (isEmptySingle(rows[0], model) ? null : model.build(rows[0], options))
      : (rows.length > 0 && isEmpty(rows[0]) ? [] : model.bulkBuild(rows, options));
    this[key] = this.dataValues[key] = built;
  }

  async validate(options) {
    return validateInstance(this, options);
  }

  async save(given, ...more) {
    if (more.length > 0) throw new Error('The second argument was removed in favor of the options object.');
    return save(this, withCall(cloneDeep(given), () => `${lowerFirst(this.constructor.name)}.save()`));
  }

  async update(values, given = {}) {
    const options = withCall(
      Array.isArray(given) ? { fields: given } : cloneDeep(given ?? {}),
      () => `${lowerFirst(this.constructor.name)}.update()`,
    );
    values = omitUndefined(values);
    const changedBefore = this.changed() || [];
    this.set(values, { ...options, attributes: options.fields });
    const sideEffects = difference(this.changed() || [], changedBefore);
    if (!options.fields) {
      options.fields = intersection(union(Object.keys(values), sideEffects), this.changed() || []);
      options.defaultFields = options.fields;
    }
    return this.save(options);
  }

  async reload(given) {
    const call = withCall({ ...given }, () => `${lowerFirst(this.constructor.name)}.reload()`);
    const options = defaults({ where: this.where() }, call, { include: this._options.include?.filter(({ _pseudo }) => !_pseudo) });
    const reloaded = await this.constructor.findOne(options);
    if (!reloaded) {
      throw new InstanceError('Instance could not be reloaded because it does not exist anymore (find call returned null)');
    }
    this._options = reloaded._options;
    return this.set(reloaded.dataValues, { raw: true, reset: !options.attributes });
  }

  async destroy(given) {
    const Model = this.constructor;
    const options = withCall({ hooks: true, force: false, ...given }, () => `${lowerFirst(Model.name)}.destroy()`);
    defaults(options, currentTransaction(Model));
    if (options.hooks) await Model.runHooks('beforeDestroy', this, options);
    const { deletedAt } = Model._timestampAttributes;
    const result = deletedAt && options.force === false ? await softDelete(this, deletedAt, options) : await hardDelete(this, options);
    if (options.hooks) await Model.runHooks('afterDestroy', this, options);
    return result;
  }

  isSoftDeleted() {
    const deletedAt = deletedAtOf(this);
    return (this.get(deletedAt) || null) !== notDeleted(this.constructor, deletedAt);
  }

  async restore(given) {
    const deletedAt = deletedAtOf(this);
    const Model = this.constructor;
    const options = withCall({ hooks: true, force: false, ...given }, () => `${lowerFirst(Model.name)}.restore()`);
    if (options.hooks) await Model.runHooks('beforeRestore', this, options);
    this.setDataValue(deletedAt, notDeleted(Model, deletedAt));
    const result = await this.save({ ...options, hooks: false, omitNull: false });
    if (options.hooks) await Model.runHooks('afterRestore', this, options);
    return result;
  }

  async increment(fields, given) {
    const options = withCall(cloneDeep(given), () => `${lowerFirst(this.constructor.name)}.increment()`);
    options.where = { ...options.where, ...this.where() };
    options.instance = this;
    await this.constructor.increment(fields, options);
    return this;
  }

  async decrement(fields, given) {
    const options = withCall({ by: 1, ...given, increment: false }, () => `${lowerFirst(this.constructor.name)}.decrement()`);
    return this.increment(fields, options);
  }

  equals(other) {
    if (!(other instanceof this.constructor)) return false;
    const { primaryKeyAttributes } = this.constructor;
    return primaryKeyAttributes.every((name) => this.get(name, { raw: true }) === other.get(name, { raw: true }));
  }

  equalsOneOf(others) {
    return others.some((other) => this.equals(other));
  }

  setValidators(attribute, validators) {
    this.validators[attribute] = validators;
  }

  toJSON() {
    return cloneValue(this.get({ plain: true }));
  }
}

const isEmptySingle = (row, model) => row === null || Boolean(row && row[model.primaryKeyAttribute] === null);

/** A public class field hides the accessor of the attribute of its name: say so, as Sequelize does. */
function warnOfShadowing(instance) {
  const Model = instance.constructor;
  if (!Model.sequelize || hasOwn(Model, '_overwrittenAttributesChecked')) return;
  Model._overwrittenAttributesChecked = true;
  setTimeout(() => {
    const hidden = Object.keys(Model._attributeManipulation).filter((name) => hasOwn(instance, name));
    if (hidden.length === 0) return;
    console.warn(
      `(sequelize) Warning: Model ${JSON.stringify(Model.name)} is declaring public class fields for attribute(s): ${hidden.map((name) => JSON.stringify(name)).join(', ')}.\n` +
        "These class fields are shadowing Sequelize's attribute getters & setters.\n" +
        'See https://sequelize.org/main/manual/model-basics.html#caveat-with-public-class-fields',
    );
  }, 0);
}

function setDefaults(instance, values) {
  const { _defaultValues, primaryKeyAttributes, _timestampAttributes } = instance.constructor;
  const made = {};
  // Of a class that `init` was not called for, the list of keys is the first thing to be missed.
  for (const [name, make] of Object.entries(_defaultValues ?? {})) made[name] = make();
  for (let i = 0; i < primaryKeyAttributes.length; i++) made[primaryKeyAttributes[i]] ??= null;
  for (const name of Object.values(_timestampAttributes)) {
    if (!made[name]) continue;
    instance.dataValues[name] = made[name];
    delete made[name];
  }
  for (const [name, value] of Object.entries(made)) {
    if (values[name] !== undefined) continue;
    instance.set(name, defaultValue(value), { raw: true });
    delete values[name];
  }
}

function deletedAtOf(instance) {
  const { deletedAt } = instance.constructor._timestampAttributes;
  if (!deletedAt) throw new Error('Model is not paranoid');
  return deletedAt;
}

/** What `deletedAt` holds while a row is not deleted. */
const notDeleted = (Model, deletedAt) => Model.rawAttributes[deletedAt].defaultValue ?? null;

function softDelete(instance, deletedAt, options) {
  const current = instance.getDataValue(deletedAt) ?? null;
  if (isEqual(current, notDeleted(instance.constructor, deletedAt))) instance.setDataValue(deletedAt, new Date());
  return instance.save({ ...options, hooks: false });
}

async function hardDelete(instance, options) {
  const Model = instance.constructor;
  const where = instance.where(true);
  // Associations that asked for hooks are destroyed one by one, so that theirs run.
  for (const association of Object.values(Model.associations)) {
    const { onDelete, useHooks } = association.options;
    if (useHooks !== true || String(onDelete).toLowerCase() !== 'cascade') continue;
    for (const target of [(await association.get(instance, options)) ?? []].flat()) await target.destroy(options);
  }
  const sent = { ...writeOptions(options), where, instance: true };
  instance.sequelize.connection.send('delete', { model: Model.name, options: sent }, options, instance);
  return instance.sequelize.getDialect() === 'postgres' ? [] : instance;
}
