// Saving one instance: fields and timestamps, validation and hooks, the statement, and the instances
// that were built along with it.

import { bindTo, included, joinRow, optionsOfInclude } from './associated.js';
import { uuidV4 } from './defaults.js';
import { OptimisticLockError } from './errors.js';
import { currentTransaction } from './finders.js';
import { writeOptions } from './options.js';
import { defaults, difference, intersection, omit, pick, union } from './util.js';

/** `instance.save()`: INSERT a new row, UPDATE a stored one. Resolves to the instance. */
export async function save(instance, options) {
  const Model = instance.constructor;
  defaults(options, { hooks: true, validate: true }, currentTransaction(Model));
  const wasNew = instance.isNewRecord;
  const hook = wasNew ? 'Create' : 'Update';
  prepareSave(instance, options);
  if (options.validate) await instance.validate(options);
  if (options.hooks) await beforeSave(instance, `before${hook}`, options);
  if (options.fields.length > 0 && wasNew) await saveReferenced(instance, options);
  const hasColumns = options.fields.some((name) => !Model._virtualAttributes.has(name));
  if (!hasColumns || (!instance.changed() && !wasNew)) return instance;
  const values = Model._columns(instance.dataValues, options.fields);
  if (wasNew) insert(instance, values, options);
  else update(instance, values, options);
  if (wasNew) await saveReferencing(instance, options);
  if (options.hooks) await Model.runHooks(`after${hook}`, instance, options);
  for (const name of options.fields) {
    instance._previousDataValues[name] = instance.dataValues[name];
    instance.changed(name, false);
  }
  instance.isNewRecord = false;
  return instance;
}

/** Settles `options.fields` and the timestamps. */
function prepareSave(instance, options) {
  const Model = instance.constructor;
  const { isNewRecord } = instance;
  const { createdAt, updatedAt } = Model._timestampAttributes;
  const names = Object.keys(Model.rawAttributes);
  if (!options.fields) {
    options.fields = isNewRecord ? names : intersection(instance.changed() || [], names);
    options.defaultFields = options.fields;
  }
  if (options.returning === undefined) {
    if (options.association) options.returning = false;
    else if (isNewRecord) options.returning = true;
  }
  const add = (name) => {
    if (name && options.fields.length > 0 && !options.fields.includes(name)) options.fields.push(name);
  };
  add(updatedAt);
  add(Model._versionAttribute);
  const isSilent = options.silent === true && !(isNewRecord && instance.get(updatedAt, { raw: true }));
  if (isSilent) options.fields.splice(0, Infinity, ...options.fields.filter((name) => name !== updatedAt));
  if (isNewRecord) {
    if (createdAt && !options.fields.includes(createdAt)) options.fields.push(createdAt);
    const key = Model.primaryKeyAttribute;
    if (Model.rawAttributes[key]?.defaultValue && !options.fields.includes(key)) options.fields.unshift(key);
  } else if (Model.primaryKeyAttribute && instance.get(Model.primaryKeyAttribute, { raw: true }) === undefined) {
    throw new Error('You attempted to save an instance with no primary key, this is not allowed since it would result in a global update');
  }
  const now = new Date();
  if (updatedAt && !options.silent && options.fields.includes(updatedAt)) {
    instance.dataValues[updatedAt] = Model._getDefaultTimestamp(updatedAt) ?? now;
  }
  if (isNewRecord && createdAt && !instance.dataValues[createdAt]) {
    instance.dataValues[createdAt] = Model._getDefaultTimestamp(createdAt) ?? now;
  }
}

/** Runs the hook; what it changes in a stored instance is saved and validated too. */
async function beforeSave(instance, hook, options) {
  const Model = instance.constructor;
  const { updatedAt } = Model._timestampAttributes;
  const before = pick(instance.dataValues, options.fields);
  const ignored = difference(instance.changed() || [], options.fields).filter((name) => name !== updatedAt || !options.fields.includes(updatedAt));
  await Model.runHooks(hook, instance, options);
  if (!options.defaultFields || instance.isNewRecord) return;
  const after = pick(instance.dataValues, difference(instance.changed() || [], ignored));
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  options.fields = union(options.fields, changed);
  if (!options.validate) return;
  options.skip = difference(Object.keys(Model.rawAttributes), changed);
  await instance.validate(options);
  delete options.skip;
}

function insert(instance, values, options) {
  const Model = instance.constructor;
  const sent = writeOptions(options);
  // PostgreSQL's findOrCreate quotes its function by a name that no value can hold.
  if (options.exception) sent.exception = uuidV4().replaceAll('-', '');
  const fields = { model: Model.name, values, options: sent };
  const stored = instance.sequelize.connection.send('insert', fields, options, instance);
  takeNumber(instance, stored);
  Object.assign(instance.dataValues, stored);
  instance.isNewRecord = false;
}

/** The number that the database gave is set as a learner would set it; PostgreSQL tells it with the row. */
function takeNumber(instance, stored) {
  const { autoIncrementAttribute: name } = instance.constructor;
  if (name in stored && instance.sequelize.getDialect() !== 'postgres') instance[name] = stored[name];
}

function update(instance, values, options) {
  const Model = instance.constructor;
  const { _versionAttribute: version } = Model;
  const where = instance.where(true);
  if (version) values[version] = parseInt(values[version], 10) + 1;
  const sent = { ...writeOptions(options), where, instance: true };
  const { affected } = instance.sequelize.connection.send('update', { model: Model.name, values, options: sent }, options, instance);
  if (!version) return;
  if (affected < 1) throw new OptimisticLockError({ modelName: Model.name, values, where });
  instance.dataValues[version] = values[version];
}

/** Included belongsTo targets are saved first: their keys go into this row. */
async function saveReferenced(instance, options) {
  await Promise.all(included(instance._options, true).map(async (include) => {
    const target = instance.get(include.as);
    if (!target) return;
    await target.save(optionsOfInclude(include, options));
    await include.association.set(instance, target, { save: false });
  }));
}

/** The other included instances are saved after, with this row's key. */
async function saveReferencing(instance, options) {
  const includes = included(instance._options, false);
  await Promise.all(includes.flatMap((include) => {
    const each = optionsOfInclude(include, options);
    return [instance.get(include.as) ?? []].flat().map(async (target) => {
      if (include.association.associationType === 'BelongsToMany') {
        await target.save(each);
        await include.association.throughModel.create(joinRow(instance, target, include.association), omit(each, ['include']));
      } else {
        bindTo(instance, target, include.association);
        await target.save(each);
      }
    });
  }));
}
