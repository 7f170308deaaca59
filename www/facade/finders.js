// Reading: findAll and its relatives, counts and aggregates. The session answers with rows by
// attribute and association name; they become instances here.

import { withCall } from './calls.js';
import { EmptyResultError, QueryError, UniqueConstraintError } from './errors.js';
import {
  columnsOf, conformIncludes, expandAttributes, expandIncludeAll, includesToSend, loadSeparately, resolveIncludes, withSourceKeys,
} from './include.js';
import { findOptions } from './options.js';
import { carriedTransaction } from './transaction.js';
import { cloneDeep, defaults, isBytes, isPlainObject } from './util.js';

/** What a finder understands; an attribute's name among the others is a forgotten `where`. */
const KEYWORDS = new Set([
  'where', 'attributes', 'paranoid', 'include', 'order', 'limit', 'offset', 'transaction', 'lock', 'raw', 'logging',
  'benchmark', 'having', 'searchPath', 'rejectOnEmpty', 'plain', 'scope', 'group', 'through', 'defaults', 'distinct',
  'primary', 'exception', 'type', 'hooks', 'force', 'name',
]);

export const finders = {
  async findAll(options) {
    if (options !== undefined && !isPlainObject(options)) {
      throw new QueryError('The argument passed to findAll must be an options object, use findByPk if you wish to pass a single primary key value');
    }
    if (options?.attributes && !Array.isArray(options.attributes) && !isPlainObject(options.attributes)) {
      throw new QueryError('The attributes option must be an array of column names or an object');
    }
    warnOfForgottenWhere(this, options);
    const call = withCall(cloneDeep(options), () => `${this.name}.findAll()`);
    return this._find(call, {
      read: (sent) => this.sequelize.connection.send('find', { model: this.name, options: sent }, call),
    });
  },

  /**
   * The life of a read: scopes, hooks, includes, then `read` sends it. `join` is the include of the
   * join rows that an N:M accessor adds.
   */
  async _find(options, { read, join }) {
    defaults(options, { hooks: true, rejectOnEmpty: this.options.rejectOnEmpty }, currentTransaction(this));
    this._injectScope(options);
    const runHooks = async (...args) => { if (options.hooks) await this.runHooks(...args); };
    await runHooks('beforeFind', options);
    conformIncludes(options, this);
    expandIncludeAll(options, this);
    await runHooks('beforeFindAfterExpandIncludeAll', options);
    if (join) options.include = [...(options.include ?? []), join];
    if (options.include) resolveIncludes(options, this);
    options.originalAttributes = withSourceKeys(expandAttributes(options.attributes, this), options, this);
    this.options.whereCollection = options.where || null;
    await runHooks('beforeFindAfterOptions', options);
    const { rows, includes } = read(toSend(options, this));
    const results = toResults(this, rows, options);
    await runHooks('afterFind', results, options);
    if (options.rejectOnEmpty && (results === null || results.length === 0)) throw emptyResult(options.rejectOnEmpty);
    await loadSeparately([results ?? []].flat(), options, includes);
    return results;
  },

  async findByPk(key, options) {
    if (key === null || key === undefined) return null;
    if (!['number', 'bigint', 'string'].includes(typeof key) && !isBytes(key)) {
      throw new Error(`Argument passed to findByPk is invalid: ${key}`);
    }
    const call = withCall(cloneDeep(options), () => `${this.name}.findByPk()`);
    return this.findOne({ ...call, where: { [this.primaryKeyAttribute]: key } });
  },

  async findOne(options) {
    if (options !== undefined && !isPlainObject(options)) {
      throw new Error('The argument passed to findOne must be an options object, use findByPk if you wish to pass a single primary key value');
    }
    const call = withCall(cloneDeep(options), () => `${this.name}.findOne()`);
    if (call.limit === undefined && !findsByUniqueKey(this, call.where)) call.limit = 1;
    return this.findAll(defaults(call, { plain: true }));
  },

  async findAndCountAll(options) {
    if (options !== undefined && !isPlainObject(options)) {
      throw new Error('The argument passed to findAndCountAll must be an options object, use findByPk if you wish to pass a single primary key value');
    }
    const call = withCall(cloneDeep(options), () => `${this.name}.findAndCountAll()`);
    const counted = cloneDeep(call);
    if (counted.attributes) counted.attributes = undefined;
    // A real database answers the count when both statements are on their way.
    const answers = await Promise.allSettled([this.count(counted), this.findAll(call)]);
    const failed = answers.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    const [count, rows] = answers.map(({ value }) => value);
    return { count, rows: count === 0 ? [] : rows };
  },

  async count(given) {
    const options = withCall(cloneDeep(given), () => `${this.name}.count()`);
    defaults(options, { hooks: true }, currentTransaction(this));
    options.raw = true;
    if (options.hooks) await this.runHooks('beforeCount', options);
    Object.assign(options, { limit: null, offset: null, order: null, plain: !options.group });
    // What a scope includes comes later, and does not count.
    if (options.include) options.col = `${this.name}.${options.col || this.primaryKeyField}`;
    else if (options.distinct) options.col ||= this.primaryKeyField;
    return aggregate(this, 'count', {}, options);
  },

  async aggregate(attribute, name, given) {
    const options = withCall(cloneDeep(given), () => `${this.name}.${name}()`);
    return aggregate(this, 'aggregate', { attribute, function: name }, options);
  },

  async max(attribute, options) {
    return this.aggregate(attribute, 'max', options);
  },

  async min(attribute, options) {
    return this.aggregate(attribute, 'min', options);
  },

  async sum(attribute, options) {
    return this.aggregate(attribute, 'sum', options);
  },

  async findOrBuild(options, ...more) {
    requireWhere(options, more, 'findOrBuild');
    const call = withCall({ ...options }, () => `${this.name}.findOrBuild()`);
    const found = await this.findOne(call);
    return found ? [found, false] : [this.build(startingValues(call), call), true];
  },

  async findOrCreate(given, ...more) {
    requireWhere(given, more, 'findOrCreate');
    const options = withCall({ ...given }, () => `${this.name}.findOrCreate()`);
    const unknown = Object.keys(options.defaults ?? {}).filter((name) => !this.rawAttributes[name]);
    if (unknown.length > 0) {
      console.warn(`(sequelize) Warning: Unknown attributes (${unknown}) passed to defaults option of findOrCreate`);
    }
    defaults(options, currentTransaction(this));
    const isOwn = !options.transaction;
    const transaction = await this.sequelize.transaction(options);
    try {
      return await findOrCreate(this, { ...options, transaction }, isOwn);
    } finally {
      if (isOwn) await transaction.commit();
    }
  },

  async findCreateFind(given) {
    if (!given?.where) throw new Error('Missing where attribute in the options parameter passed to findCreateFind.');
    const options = withCall({ ...given }, () => `${this.name}.findCreateFind()`);
    const found = await this.findOne(options);
    if (found) return [found, false];
    try {
      return [await this.create(startingValues(options), options), true];
    } catch (error) {
      if (!(error instanceof UniqueConstraintError || error instanceof EmptyResultError)) throw error;
      return [await this.findOne(options), false];
    }
  },
};

/** The option that names the transaction carried by `Sequelize.useCLS`, if there is one. */
export function currentTransaction(model) {
  const transaction = carriedTransaction(model.sequelize);
  return transaction ? { transaction } : {};
}

function warnOfForgottenWhere(model, options) {
  // Read before all else: a class without `init` has none, which is Sequelize's error.
  const attributes = Object.keys(model.rawAttributes);
  if (!isPlainObject(options) || options.where) return;
  const names = Object.keys(options).filter((key) => !KEYWORDS.has(key) && attributes.includes(key));
  if (names.length === 0) return;
  console.warn(
    `(sequelize) Warning: Model attributes (${names.join(', ')}) passed into finder method options of model ${model.name}, but the options.where object is empty. Did you forget to use options.where?`,
  );
}

function toSend(options, model) {
  const sent = findOptions(options);
  const attributes = columnsOf(options.originalAttributes, model);
  if (attributes) sent.attributes = attributes;
  const include = includesToSend(options.include);
  if (include?.length) sent.include = include;
  return sent;
}

function toResults(model, rows, options) {
  if (options.raw) return options.plain ? (rows[0] ?? null) : rows;
  const { include, includeNames, includeMap } = options;
  const instances = model.bulkBuild(rows, {
    isNewRecord: false,
    raw: true,
    includeValidated: true,
    ...(include && { include, includeNames, includeMap }),
    attributes: options.originalAttributes ?? Object.keys(model.rawAttributes),
  });
  return options.plain ? (instances[0] ?? null) : instances;
}

function emptyResult(rejectOnEmpty) {
  if (typeof rejectOnEmpty === 'function') return new rejectOnEmpty();
  return typeof rejectOnEmpty === 'object' ? rejectOnEmpty : new EmptyResultError();
}

function findsByUniqueKey(model, where) {
  const unique = Object.values(model.uniqueKeys).filter(({ fields }) => fields.length === 1).map(({ column }) => column);
  const isScalar = (value) => ['string', 'number', 'boolean'].includes(typeof value) || isBytes(value);
  return Object.entries(where ?? {}).some(([key, value]) =>
    (key === model.primaryKeyAttribute || unique.includes(key)) && isScalar(value));
}

function aggregate(model, op, fields, options) {
  const { attributes } = options;
  model._injectScope(options);
  options.attributes = attributes;
  conformIncludes(options, model);
  if (options.include) {
    expandIncludeAll(options, model);
    resolveIncludes(options, model);
  }
  const sent = { ...toSend(options, model), ...(attributes && { attributes }) };
  const value = model.sequelize.connection.send(op, { model: model.name, ...fields, options: sent }, options);
  return value?.rows ?? value;
}

function requireWhere(options, more, method) {
  if (options?.where && more.length === 0) return;
  throw new Error(
    `Missing where attribute in the options parameter passed to ${method}. Please note that the API has changed, and is now options only (an object with where, defaults keys, transaction etc.)`,
  );
}

function startingValues({ where, defaults: given }) {
  return isPlainObject(where) ? defaults({ ...given }, where) : { ...given };
}

async function findOrCreate(model, options, isOwnTransaction) {
  const found = await model.findOne(defaults({}, options));
  if (found !== null) return [found, false];
  try {
    const created = await model.create(startingValues(options), { ...options, exception: true, returning: true });
    if (created.get(model.primaryKeyAttribute, { raw: true }) === null) throw new UniqueConstraintError();
    return [created, true];
  } catch (error) {
    if (!(error instanceof UniqueConstraintError)) throw error;
    refuseOtherConflict(model, options, error);
    const other = await model.findOne(defaults({ transaction: isOwnTransaction ? null : options.transaction }, options));
    if (other === null) throw error;
    return [other, false];
  }
}

/** A conflict over something that `where` did not ask for is the learner's to see. */
function refuseOtherConflict(model, { where, defaults: given }, error) {
  const fieldOf = (name) => model.rawAttributes[name]?.field ?? name;
  const conflicting = Object.keys(error.fields);
  const asked = Object.keys(where).map(fieldOf);
  const offered = Object.keys(given ?? {}).filter((name) => model.rawAttributes[name]).map(fieldOf);
  const isAsked = conflicting.some((field) => asked.includes(field));
  if (given && !isAsked && conflicting.some((field) => offered.includes(field))) throw error;
  if (!isAsked) return;
  for (const [field, value] of Object.entries(error.fields)) {
    const name = model.fieldRawAttributesMap[field].fieldName;
    if (value.toString() !== where[name].toString()) {
      throw new Error(`${model.name}#findOrCreate: value used for ${name} was not equal for both the find and the create calls, '${where[name]}' vs '${value}'`);
    }
  }
}
