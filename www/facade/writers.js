// Writing by the model: create, bulkCreate, upsert, update, destroy, restore, increment.

import { bulkSave } from './bulk.js';
import { withCall } from './calls.js';
import { AssertionError } from './errors.js';
import { currentTransaction } from './finders.js';
import { prepareIncludes } from './include.js';
import { SequelizeMethod } from './methods.js';
import { whereNotDeleted } from './paranoid.js';
import { QueryTypes } from './query-types.js';
import { writeOptions } from './options.js';
import { cloneDeep, defaults, difference, intersection, isEqual, isPlainObject, omit, omitUndefined, pick, union } from './util.js';

export const writers = {
  build(values, options) {
    return Array.isArray(values) ? this.bulkBuild(values, options) : new this(values, options);
  },

  bulkBuild(list, given) {
    const options = { isNewRecord: true, ...given };
    prepareIncludes(this, options);
    return list.map((values) => this.build(values, { ...options, includeValidated: true }));
  },

  async create(values, given) {
    const options = withCall(cloneDeep(given), () => `${this.name}.create()`);
    const { fields, include, raw, silent } = options;
    return this.build(values, { isNewRecord: true, attributes: fields, include, raw, silent }).save(options);
  },

  async bulkCreate(records, given = {}) {
    if (!records.length) return [];
    const options = withCall(cloneDeep(given), () => `${this.name}.bulkCreate()`);
    defaults(options, currentTransaction(this));
    options.model = this;
    prepareIncludes(this, options);
    const { include, includeNames, includeMap } = options;
    const build = { isNewRecord: true, ...(include && { include, includeNames, includeMap, includeValidated: true }) };
    return bulkSave(this, records.map((values) => this.build(values, build)), options);
  },

  async upsert(values, given) {
    const options = withCall(cloneDeep(given), () => `${this.name}.upsert()`);
    defaults(options, { hooks: true, returning: true, validate: true }, currentTransaction(this));
    const instance = this.build(values);
    const changed = [...instance._changed];
    options.model = this;
    options.instance = instance;
    options.fields ??= changed;
    if (options.validate) await instance.validate(options);
    const now = new Date();
    const { createdAt, updatedAt } = this._timestampAttributes;
    const insert = this._columns(instance.dataValues, Object.keys(this.rawAttributes));
    const update = this._columns(pick(instance.dataValues, changed), options.fields);
    if (createdAt && !insert[createdAt]) insert[createdAt] = this._getDefaultTimestamp(createdAt) ?? now;
    if (updatedAt && !insert[updatedAt]) insert[updatedAt] = update[updatedAt] = this._getDefaultTimestamp(updatedAt) ?? now;
    const key = this.primaryKeyAttribute;
    if (key && !(key in values) && !(this.primaryKeyField in values) && !this.rawAttributes[key].defaultValue) {
      delete insert[key];
      delete update[key];
    }
    if (options.hooks) await this.runHooks('beforeUpsert', values, options);
    const fields = { model: this.name, values: insert, update, options: omit(writeOptions(options), ['fields']) };
    const { values: stored, created } = this.sequelize.connection.send('upsert', fields, options, instance);
    instance.dataValues = { ...instance.dataValues, ...stored };
    instance.isNewRecord = false;
    const result = [instance, created];
    if (options.hooks) await this.runHooks('afterUpsert', result, options);
    return result;
  },

  async truncate(options) {
    return this.destroy({ ...withCall(cloneDeep(options), () => `${this.name}.truncate()`), truncate: true });
  },

  async destroy(given) {
    const options = withCall(cloneDeep(given), () => `${this.name}.destroy()`);
    this._injectScope(options);
    if (!options.where && !options.truncate) {
      throw new Error('Missing where or truncate attribute in the options parameter of model.destroy.');
    }
    if (!options.truncate && !isWhere(options.where)) {
      throw new Error('Expected plain object, array or sequelize method in the options.where parameter of model.destroy.');
    }
    const others = { hooks: true, individualHooks: false, force: false, cascade: false, restartIdentity: false };
    defaults(options, others, currentTransaction(this));
    Object.assign(options, { type: QueryTypes.BULKDELETE, model: this });
    return withBulkHooks(this, 'Destroy', options, () =>
      this.sequelize.connection.send('delete', { model: this.name, options: writeOptions(options) }, options));
  },

  async restore(given) {
    if (!this._timestampAttributes.deletedAt) throw new Error('Model is not paranoid');
    const options = withCall({ hooks: true, individualHooks: false, ...given }, () => `${this.name}.restore()`);
    defaults(options, currentTransaction(this));
    Object.assign(options, { type: QueryTypes.RAW, model: this });
    return withBulkHooks(this, 'Restore', options, () =>
      this.sequelize.connection.send('restore', { model: this.name, options: writeOptions(options) }, options), { paranoid: false });
  },

  async update(values, given) {
    const options = withCall(cloneDeep(given), () => `${this.name}.update()`);
    this._injectScope(options);
    requireWhere(options);
    const others = { validate: true, hooks: true, individualHooks: false, returning: false, force: false, sideEffects: true };
    defaults(options, others, currentTransaction(this));
    Object.assign(options, { type: QueryTypes.BULKUPDATE, model: this });
    const { updatedAt } = this._timestampAttributes;
    values = omitUndefined(values ?? {});
    if (Array.isArray(options.fields)) {
      values = pick(values, intersection(Object.keys(values), options.fields));
    } else {
      options.fields = intersection(Object.keys(values), Object.keys(this.tableAttributes));
      if (updatedAt && !options.fields.includes(updatedAt)) options.fields.push(updatedAt);
    }
    if (updatedAt && !options.silent) values[updatedAt] = this._getDefaultTimestamp(updatedAt) ?? new Date();
    if (options.validate) values = await validated(this, values, options);
    if (options.hooks) {
      options.attributes = values;
      await this.runHooks('beforeBulkUpdate', options);
      values = options.attributes;
      delete options.attributes;
    }
    const result = options.individualHooks
      ? await updateOneByOne(this, values, options)
      : this._updateWhere(values, options);
    if (options.hooks) {
      options.attributes = values;
      await this.runHooks('afterBulkUpdate', options);
      delete options.attributes;
    }
    return result;
  },

  /** The UPDATE itself: `[affected]`, with the rows where they are returned. */
  _updateWhere(values, options) {
    const { updatedAt } = this._timestampAttributes;
    const columns = this._columns(values, options.fields);
    const names = Object.keys(columns);
    if (names.length === 0 || (names.length === 1 && names[0] === updatedAt)) return [0];
    const fields = { model: this.name, values: columns, options: writeOptions(options) };
    const { affected, rows } = this.sequelize.connection.send('update', fields, options);
    if (!options.returning || !rows) return options.returning ? [undefined, affected] : [affected];
    return [rows.length, this.bulkBuild(rows, { isNewRecord: false, raw: true })];
  },

  async increment(fields, given = {}) {
    const options = withCall(cloneDeep(given), () => `${this.name}.increment()`);
    this._injectScope(options);
    requireWhere(options);
    defaults(options, { by: 1, increment: true });
    const names = typeof fields === 'string' ? [fields] : fields;
    const amounts = Array.isArray(names) ? Object.fromEntries(names.map((name) => [name, options.by])) : { ...names };
    const decrement = !options.increment;
    if (this._versionAttribute) amounts[this._versionAttribute] = decrement ? -1 : 1;
    const sent = { model: this.name, fields: amounts, decrement, options: writeOptions(options) };
    const { instance } = options;
    const { affected, rows } = this.sequelize.connection.send('increment', sent, options, instance);
    // PostgreSQL tells the row as it is now; SQL Server does too, and Sequelize leaves it.
    if (rows && instance && this.sequelize.options.dialect === 'postgres') Object.assign(instance.dataValues, rows[0]);
    const told = rows && (instance ?? rows.map((row) => byColumn(this, row)));
    const result = [told ?? undefined, affected];
    if (!options.returning) return [result];
    return rows ? [result, result.length] : [affected, affected?.length];
  },

  async decrement(fields, given) {
    const options = withCall({ by: 1, ...given, increment: false }, () => `${this.name}.decrement()`);
    return this.increment(fields, options);
  },

  /** The values that have a column, by attribute, in the order of `fields`. */
  _columns(values, fields) {
    const columns = {};
    for (const name of fields) {
      if (values[name] !== undefined && !this._virtualAttributes.has(name)) columns[name] = values[name];
    }
    return columns;
  },

  /** Takes in what the database made up: numbered keys, or the row where the dialect returns it. */
  _mergeStored(instance, values) {
    const tellsRows = ['postgres', 'mssql'].includes(this.sequelize.getDialect());
    for (const [name, value] of Object.entries(values ?? {})) {
      const isKnownKey = !tellsRows && name === this.primaryKeyAttribute && instance.dataValues[name];
      if (!isKnownKey) instance.dataValues[name] = value;
    }
  },

  _getDefaultTimestamp(name) {
    return this.rawAttributes[name]?.defaultValue ? this._defaultValues[name]() : undefined;
  },
};

const isWhere = (where) => isPlainObject(where) || Array.isArray(where) || where instanceof SequelizeMethod;

function requireWhere(options) {
  if (!options.where) throw new AssertionError('Missing where attribute in the options parameter');
  if (!isWhere(options.where)) {
    throw new AssertionError('Expected plain object, array or sequelize method in the options.where parameter');
  }
}

/** Runs `write` between the bulk hooks and, where asked, each instance's own. */
async function withBulkHooks(model, what, options, write, find = {}) {
  if (options.hooks) await model.runHooks(`beforeBulk${what}`, options);
  const { where, transaction, logging, benchmark } = options;
  const instances = options.individualHooks ? await model.findAll({ where, transaction, logging, benchmark, ...find }) : [];
  await Promise.all(instances.map((instance) => model.runHooks(`before${what}`, instance, options)));
  const result = write();
  await Promise.all(instances.map((instance) => model.runHooks(`after${what}`, instance, options)));
  if (options.hooks) await model.runHooks(`afterBulk${what}`, options);
  return result;
}

/** The values after setters and validators. */
async function validated(model, values, options) {
  const { updatedAt } = model._timestampAttributes;
  const built = model.build(values);
  if (updatedAt) built.set(updatedAt, values[updatedAt], { raw: true });
  if (options.sideEffects) {
    Object.assign(values, pick(built.get(), built.changed() || []));
    options.fields = union(options.fields, Object.keys(values));
  }
  options.skip = difference(Object.keys(model.rawAttributes), Object.keys(values));
  const checked = await built.validate(options);
  options.skip = undefined;
  return checked ? pick(checked.dataValues, Object.keys(values)) : values;
}

/** `individualHooks`: one statement for all while the hooks change all alike, else one for each. */
async function updateOneByOne(model, values, options) {
  const { transaction, logging, benchmark, paranoid } = options;
  const instances = await model.findAll({ where: whereNotDeleted(model, options), transaction, logging, benchmark, paranoid });
  const changes = await Promise.all(instances.map(async (instance) => {
    Object.assign(instance.dataValues, values);
    for (const [name, value] of Object.entries(values)) {
      if (value !== instance._previousDataValues[name]) instance.setDataValue(name, value);
    }
    await model.runHooks('beforeUpdate', instance, options);
    const { dataValues, _previousDataValues: previous } = instance;
    return pick(dataValues, Object.keys(dataValues).filter((name) => dataValues[name] !== previous[name]));
  }));
  let result;
  if (changes.every((change) => isEqual(change, changes[0]))) {
    const changed = changes[0] ?? {};
    options.fields = union(options.fields, Object.keys(changed));
    result = model._updateWhere(Object.keys(changed).length > 0 ? changed : values, options);
  } else {
    const each = { ...omit(options, ['individualHooks']), hooks: false, validate: false };
    await Promise.all(instances.map((instance) => instance.save(each)));
    result = [instances.length];
  }
  await Promise.all(instances.map((instance) => model.runHooks('afterUpdate', instance, options)));
  result[1] = instances;
  return result;
}

const byColumn = (model, row) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [model.rawAttributes[name]?.field ?? name, value]));
