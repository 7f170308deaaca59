// Saving many new instances at once, with what was built along with them: one statement a model.

import { bindTo, included, joinRow, optionsOfInclude } from './associated.js';
import { AggregateError, BulkRecordError } from './errors.js';
import { writeOptions } from './options.js';
import { intersection, omit, union } from './util.js';

/** Saves new instances in one statement for each model, included ones before or after as their keys need. */
export async function bulkSave(model, instances, given) {
  const options = { validate: false, hooks: true, individualHooks: false, ignoreDuplicates: false, ...given };
  options.returning ??= !options.association;
  options.fields ??= Object.keys(model.rawAttributes);
  const { createdAt, updatedAt } = model._timestampAttributes;
  if (options.updateOnDuplicate !== undefined) {
    if (!Array.isArray(options.updateOnDuplicate) || options.updateOnDuplicate.length === 0) {
      throw new Error('updateOnDuplicate option only supports non-empty array.');
    }
    const allowed = Object.keys(model.tableAttributes).filter((name) => name !== createdAt);
    options.updateOnDuplicate = intersection(allowed, options.updateOnDuplicate);
  }
  if (options.hooks) await model.runHooks('beforeBulkCreate', instances, options);
  if (options.validate) await validateAll(instances, options);
  if (options.individualHooks) {
    const each = { ...omit(options, ['fields', 'individualHooks', 'ignoreDuplicates']), validate: false, hooks: true };
    await Promise.all(instances.map((instance) => instance.save({ ...each })));
  } else {
    for (const include of included(options, true)) await bulkSaveReferenced(instances, include, options);
    const now = new Date();
    const stamps = [createdAt, updatedAt].filter(Boolean);
    for (const { dataValues } of instances) for (const name of stamps) dataValues[name] ||= now;
    options.fields = union(options.fields, stamps);
    const rows = instances.map(({ dataValues }) => model._columns(dataValues, options.fields));
    const fields = { model: model.name, rows, options: writeOptions(options) };
    const stored = model.sequelize.connection.send('bulkInsert', fields, options);
    stored?.forEach((values, i) => model._mergeStored(instances[i], values));
  }
  for (const include of included(options, false)) await bulkSaveReferencing(instances, include, options);
  for (const instance of instances) {
    for (const name of Object.keys(model.rawAttributes)) {
      instance._previousDataValues[name] = instance.dataValues[name];
      instance.changed(name, false);
    }
    instance.isNewRecord = false;
  }
  if (options.hooks) await model.runHooks('afterBulkCreate', instances, options);
  return instances;
}

async function validateAll(instances, options) {
  const errors = [];
  await Promise.all(instances.map(async (instance) => {
    try {
      await instance.validate({ ...options, hooks: options.individualHooks });
    } catch (error) {
      errors.push(new BulkRecordError(error, instance));
    }
  }));
  if (errors.length > 0) throw new AggregateError(errors);
}

async function bulkSaveReferenced(instances, include, options) {
  const owners = instances.filter((instance) => instance.get(include.as));
  if (owners.length === 0) return;
  const associated = owners.map((instance) => instance.get(include.as));
  const saved = await bulkSave(include.model, associated, { ...optionsOfInclude(include, options), model: include.model });
  await Promise.all(saved.map((instance, i) => include.association.set(owners[i], instance, { save: false })));
}

async function bulkSaveReferencing(instances, include, options) {
  const { association, model } = include;
  const pairs = instances.flatMap((owner) =>
    [owner.get(include.as) ?? []].flat().filter(Boolean).map((instance) => [owner, instance]));
  if (pairs.length === 0) return;
  const isManyToMany = association.associationType === 'BelongsToMany';
  if (!isManyToMany) for (const [owner, instance] of pairs) bindTo(owner, instance, association);
  const each = { ...optionsOfInclude(include, options), model };
  await bulkSave(model, pairs.map(([, instance]) => instance), each);
  if (!isManyToMany) return;
  const rows = pairs.map(([owner, instance]) => joinRow(owner, instance, association));
  const { throughModel } = association;
  await bulkSave(throughModel, throughModel.bulkBuild(rows), { ...omit(each, ['include']), model: throughModel });
}
