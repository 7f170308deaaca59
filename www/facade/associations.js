// The objects in `Model.associations`, and the accessors they add to instances. Names and keys are the
// session's; an accessor is made of the finders and writers of the models it touches, so that their
// hooks, scopes and validators hold.

import { withCall } from './calls.js';
import { ownValues } from './encode.js';
import { throughInclude } from './include.js';
import { Col, Fn } from './methods.js';
import { Op } from './operators.js';
import { cloneDeep, isEqual, lowerFirst, omit, upperFirst } from './util.js';

export class Association {
  constructor(source, target, described, options) {
    const { name, singular, plural, isAliased = false, foreignKey, foreignKeyField = foreignKey, scope, constraints = true } = described;
    this.source = source;
    this.target = target;
    this.sequelize = source.sequelize;
    this.options = { ...options };
    this.options.name = { singular, plural };
    this.options.constraints = constraints;
    this.scope = Object.keys(scope ?? {}).length > 0 ? (options.scope ?? scope) : undefined;
    this.isSelfAssociation = source === target;
    this.as = name;
    this.associationAccessor = name;
    this.associationType = this.constructor.name;
    if (isAliased) this.isAliased = true;
    this.foreignKeyAttribute = typeof options.foreignKey === 'object' ? (options.foreignKey ?? {}) : {};
    this.foreignKey = foreignKey;
    this.identifier = foreignKey;
    this.identifierField = foreignKeyField;
    this.accessors = accessorsOf(this, upperFirst(singular), upperFirst(plural));
  }

  verifyAssociationAlias(alias) {
    if (typeof alias === 'string') return this.as === alias;
    const form = this.isSingleAssociation ? alias?.singular : alias?.plural;
    return form ? this.as === form : !this.isAliased;
  }

  toInstanceArray(input) {
    return [input].flat().map((element) =>
      element instanceof this.target
        ? element
        : this.target.build({ [this.target.primaryKeyAttribute]: element }, { isNewRecord: false }));
  }

  /** Adds the accessors that the model has not got yet. */
  mixin(prototype) {
    const { accessors } = this;
    takeMany(prototype);
    for (const kind in accessors) {
      const name = accessors[kind];
      if (!Object.hasOwn(prototype, name)) prototype[name] = accessor(this, name, METHODS[kind] ?? kind);
    }
  }

  /** How many `get` would give. */
  async count(source, options = {}) {
    const key = `${this.target.name}.${this._countedField()}`;
    const attributes = [[new Fn('COUNT', [new Col(key)]), 'count']];
    const counted = await this.get(source, { ...options, ...this._countOptions, attributes, raw: true, plain: true });
    return parseInt(counted.count, 10);
  }

  [Symbol.for('nodejs.util.inspect.custom')]() {
    return this.as;
  }
}

/**
 * Has an engine keep an object as a table of names. It would keep a class's prototype as a shape, and
 * make a new shape for each of the dozens of accessors that follow.
 */
function takeMany(object) {
  object[TAKEN_OUT] = undefined;
  delete object[TAKEN_OUT];
}

const TAKEN_OUT = Symbol('relata.takenOut');

/** An instance's method `name`, which is `method` of the association. */
function accessor(association, name, method) {
  const position = method === 'get' || method === 'count' ? 0 : 1;
  return function (...args) {
    const options = Array.isArray(args[position]) ? { fields: args[position] } : { ...args[position] };
    args[position] = withCall(options, () => `${lowerFirst(association.source.name)}.${name}()`);
    return association[method](this, ...args);
  };
}

/** The accessors' names by kind, by the session's list: a verb, and the association's singular or plural. */
function accessorsOf({ sequelize, associationType }, singular, plural) {
  const accessors = {};
  for (const { kind, verb, isPlural } of sequelize.connection.accessors[associationType]) {
    accessors[kind] = verb + (isPlural ? plural : singular);
  }
  return accessors;
}

/** The methods behind accessors of another name. */
const METHODS = { hasSingle: 'has', hasAll: 'has', addMultiple: 'add', removeMultiple: 'remove' };

const withoutScope = (options) => omit(options, ['scope', 'schema', 'schemaDelimiter']);

const bothWheres = (own, given) => (given ? { [Op.and]: [own, given] } : own);

/** The target in the scope or schema that an accessor's options name. */
function scoped(target, { scope, schema, schemaDelimiter }) {
  if (scope !== undefined) return scope ? target.scope(scope) : target.unscoped();
  return schema ? target.schema(schema, schemaDelimiter) : target;
}

class BelongsTo extends Association {
  isSingleAssociation = true;

  async get(source, options = {}) {
    const target = scoped(this.target, options);
    const rest = withoutScope(options);
    const key = source.get(this.foreignKey);
    if (this.targetKeyIsPrimary && !rest.where) return target.findByPk(key, rest);
    return target.findOne({ ...rest, limit: null, where: bothWheres({ [this.targetKey]: key }, rest.where) });
  }

  constructor(source, target, described, options) {
    super(source, target, described, options);
    const { targetKey, targetKeyField = targetKey } = described;
    this.targetKey = targetKey;
    this.targetKeyField = targetKeyField;
    this.targetIdentifier = targetKey;
  }

  get targetKeyIsPrimary() {
    return this.targetKey === this.target.primaryKeyAttribute;
  }

  /** The key is the source's own: this is a save of the source, hooks and all. */
  async set(source, target, options = {}) {
    source.set(this.foreignKey, target instanceof this.target ? target[this.targetKey] : target);
    if (options.save === false) return undefined;
    const { foreignKey } = this;
    return source.save({ fields: [foreignKey], allowNull: [foreignKey], association: true, ...options });
  }

  async create(source, values = {}, options = {}) {
    const target = await this.target.create(values ?? {}, options);
    await this.set(source, target, options);
    return target;
  }
}

/** The key is on the target, which is created with it. */
class Has extends Association {
  constructor(source, target, described, options) {
    super(source, target, described, options);
    const { sourceKey, sourceKeyField = sourceKey } = described;
    this.sourceKey = sourceKey;
    this.sourceKeyField = sourceKeyField;
    this.sourceKeyAttribute = sourceKey;
  }

  async get(source, options = {}) {
    const target = scoped(this.target, options);
    const rest = withoutScope(options);
    const key = { [this.foreignKey]: source.get(this.sourceKey, { raw: true }) };
    // hasMany asks for its scope first, hasOne for its key.
    const own = this.isSingleAssociation ? { ...key, ...this.scope } : { ...this.scope, ...key };
    const find = this.isSingleAssociation ? 'findOne' : 'findAll';
    return target[find]({ ...rest, where: bothWheres(own, rest.where) });
  }

  async create(source, values, options = {}) {
    const bound = { ...this.scope, [this.foreignKey]: source.get(this.sourceKey) };
    if (options.fields) options.fields = [...options.fields, ...Object.keys(bound)];
    return this.target.create(Object.assign(values ?? {}, bound), options);
  }
}

class HasOne extends Has {
  isSingleAssociation = true;

  get sourceKeyIsPrimary() {
    return this.sourceKey === this.source.primaryKeyAttribute;
  }

  async set(source, target, options = {}) {
    const { target: Target, foreignKey } = this;
    const key = (instance) => Target.primaryKeyAttributes.map((name) => instance.get(name, { raw: true }));
    const previous = await this.get(source, { ...options, scope: false });
    const isSame = previous && target && String(key(previous)) === String(target.get ? key(target) : target);
    if (isSame) return null;
    if (previous) {
      previous.set(foreignKey, null);
      await previous.save({ ...options, fields: [foreignKey], allowNull: [foreignKey], association: true });
    }
    if (!target) return null;
    const [instance] = this.toInstanceArray(target);
    Object.assign(instance, this.scope);
    instance.set(foreignKey, source.get(this.sourceKey));
    return instance.save(options);
  }
}

class HasMany extends Has {
  isMultiAssociation = true;

  get foreignKeyField() {
    return this.identifierField;
  }

  /** What `get` gives for each of several sources, by their keys; a limit is meant for each of them. */
  async getOfAll(sources, options) {
    const keyOf = (source) => source.get(this.sourceKey, { raw: true });
    const values = sources.map(keyOf);
    const isGrouped = Boolean(options.limit) && sources.length > 1;
    if (isGrouped && values.includes(undefined)) {
      throw new Error(`WHERE parameter "${this.foreignKeyField}" has invalid "undefined" value`);
    }
    const own = { ...this.scope, ...(!isGrouped && { [this.foreignKey]: { [Op.in]: values } }) };
    const found = Object.fromEntries(values.map((value) => [value, []]));
    const targets = await scoped(this.target, options).findAll({
      ...withoutScope(options),
      where: bothWheres(own, options.where),
      groupedLimit: isGrouped ? { column: this.foreignKeyField, values } : undefined,
    });
    for (const target of targets) found[target.get(this.foreignKey, { raw: true })].push(target);
    return found;
  }

  async has(source, targets, options = {}) {
    const { target } = this;
    const key = target.primaryKeyAttribute;
    const list = [targets].flat();
    const any = { [Op.or]: list.map((each) => (each instanceof target ? each.where() : { [key]: each })) };
    const where = { [Op.and]: [any, options.where] };
    const found = await this.get(source, { ...options, scope: false, attributes: [key], raw: true, where });
    return found.length === list.length;
  }

  async set(source, targets, options = {}) {
    const key = this.target.primaryKeyAttribute;
    const wanted = targets === null ? [] : this.toInstanceArray(targets);
    const current = await this.get(source, { ...options, scope: false, raw: true });
    const missingIn = (list) => (each) => !list.some((other) => other[key] === each[key]);
    const [obsolete, added] = [current.filter(missingIn(wanted)), wanted.filter(missingIn(current))];
    await Promise.all([
      obsolete.length > 0 && this._point(obsolete, { [this.foreignKey]: null }, {}, options),
      added.length > 0 && this._point(added, this._bound(source), {}, options),
    ]);
    return source;
  }

  async add(source, targets, options = {}) {
    if (!targets) return undefined;
    await this._point(this.toInstanceArray(targets), this._bound(source), {}, options);
    return source;
  }

  async remove(source, targets, options = {}) {
    const where = { [this.foreignKey]: source.get(this.sourceKey) };
    await this._point(this.toInstanceArray(targets), { [this.foreignKey]: null }, where, options);
    return this;
  }

  /** What makes a target this source's. */
  _bound(source) {
    return { [this.foreignKey]: source.get(this.sourceKey), ...this.scope };
  }

  /** One UPDATE of the targets' keys. */
  _point(targets, values, where, options) {
    const key = this.target.primaryKeyAttribute;
    const keys = targets.map((each) => each[key]);
    return this.target.unscoped().update(values, { ...options, where: { ...where, [key]: keys } });
  }

  _countedField() {
    return this.target.primaryKeyField;
  }
}

class BelongsToMany extends Association {
  isMultiAssociation = true;
  _countOptions = { joinTableAttributes: [] };

  constructor(source, target, described, options) {
    super(source, target, described, options);
    this.otherKeyAttribute = typeof options.otherKey === 'object' ? (options.otherKey ?? {}) : {};
    this.takeKeys(described);
    this.throughModel = source.sequelize.models[described.through.model];
    this.through = { ...(options.through?.model ? options.through : undefined), model: this.throughModel };
    this.options.through = this.through;
    this.targetAssociation = this.isSelfAssociation ? this : null;
  }

  /** The keys that it has by itself, or that the declaration of its other side has made of them. */
  takeKeys({ foreignKey, foreignKeyField = foreignKey, otherKey, otherKeyField = otherKey, ...keys }) {
    const { sourceKey, sourceKeyField = sourceKey, targetKey, targetKeyField = targetKey } = keys;
    this.identifierField = foreignKeyField;
    this.otherKey = otherKey;
    this.foreignIdentifier = otherKey;
    this.foreignIdentifierField = otherKeyField;
    Object.assign(this, { sourceKey, sourceKeyField, targetKey, targetKeyField });
  }

  get combinedName() {
    return this.throughModel.tableName;
  }

  /** The targets' rows, each with its join row: a join that the session makes. */
  async get(source, options = {}) {
    const target = scoped(this.target, options);
    const call = withCall(cloneDeep(withoutScope(options)), `${this.accessors.get}()`);
    return target._find(call, {
      join: throughInclude(this, { attributes: options.joinTableAttributes }),
      read: (sent) => {
        const access = { model: this.source.name, association: this.as, accessor: 'get', instance: ownValues(source) };
        return this.sequelize.connection.send('access', { ...access, options: sent }, call, source);
      },
    });
  }

  async has(source, targets, options = {}) {
    const { target, targetKey } = this;
    const keys = [targets].flat().map((each) => (each instanceof target ? each.where() : { [targetKey]: each }));
    const where = { [Op.and]: [{ [Op.or]: keys }, options.where] };
    const found = await this.get(source, {
      raw: true, ...options, scope: false, attributes: [targetKey], joinTableAttributes: [], where,
    });
    return keys.every((key) => found.some((row) => isEqual(row[targetKey], key[targetKey])));
  }

  /** Resolves to what the statements gave: updates of join rows, the removal, the added join rows. */
  async set(source, targets, options = {}) {
    const wanted = targets === null ? [] : this.toInstanceArray(targets);
    const current = await this._joinRows(this._joined(source), options);
    const isCurrent = (target) => current.some((row) => row[this.otherKey] === target.get(this.targetKey));
    const isWanted = (row) => wanted.some((target) => target.get(this.targetKey) === row[this.otherKey]);
    const obsolete = current.filter((row) => !isWanted(row)).map((row) => row[this.otherKey]);
    const added = wanted.filter((target) => !isCurrent(target));
    const work = current.filter(isWanted).map((row) => {
      const target = wanted.find((each) => each.get(this.targetKey) === row[this.otherKey]);
      const values = { ...options.through, ...this._joinValues(target) };
      return Object.keys(values).length > 0 && this._updateJoinRow(source, target, values, options);
    });
    if (obsolete.length > 0) {
      const where = { ...this._joined(source), [this.otherKey]: obsolete, ...this.through.scope };
      work.push(this.throughModel.destroy({ ...options, where }));
    }
    if (added.length > 0) work.push(this._addJoinRows(source, added, options));
    return Promise.all(work.filter(Boolean));
  }

  /** Resolves to the added join rows, to the count of updated ones, or to nothing. */
  async add(source, targets, options = {}) {
    if (!targets) return undefined;
    const wanted = this.toInstanceArray(targets);
    const where = { ...this._joined(source), [this.otherKey]: wanted.map((target) => target.get(this.targetKey)) };
    const current = await this._joinRows(where, options);
    const rowOf = (target) => current.find((row) => row[this.otherKey] === target.get(this.targetKey));
    const added = wanted.filter((target) => !rowOf(target));
    const work = added.length > 0 ? [this._addJoinRows(source, added, options)] : [];
    for (const target of wanted.filter(rowOf)) {
      const row = rowOf(target);
      const values = { ...options.through, ...this._joinValues(target) };
      const differs = Object.keys(values).some((name) => values[name] !== row[name]);
      if (differs) work.push(this._updateJoinRow(source, target, values, options));
    }
    return (await Promise.all(work))[0];
  }

  async remove(source, targets, options = {}) {
    const keys = this.toInstanceArray(targets).map((target) => target.get(this.targetKey));
    return this.throughModel.destroy({ ...options, where: { ...this._joined(source), [this.otherKey]: keys } });
  }

  /** The condition that finds a source's join rows. */
  _joined(source) {
    return { [this.foreignKey]: source.get(this.sourceKey) };
  }

  async _joinRows(where, options) {
    return this.throughModel.findAll({ ...options, where: { ...where, ...this.through.scope }, raw: true });
  }

  _addJoinRows(source, targets, options) {
    const rows = targets.map((target) => ({
      ...options.through,
      ...this._joinValues(target),
      ...this._joined(source),
      [this.otherKey]: target.get(this.targetKey),
      ...this.through.scope,
    }));
    return this.throughModel.bulkCreate(rows, { validate: true, ...options });
  }

  _updateJoinRow(source, target, values, options) {
    const where = { ...this._joined(source), [this.otherKey]: target.get(this.targetKey) };
    return this.throughModel.update(values, { ...options, where });
  }

  /** `project.UserProjects = {status: 'active'}`: what the learner hung on a target for its join row. */
  _joinValues(target) {
    const given = target[this.throughModel.name];
    return given instanceof this.throughModel ? undefined : given;
  }

  async create(source, values, options = {}) {
    const bound = Object.assign(values ?? {}, this.scope);
    if (options.fields && this.scope) options.fields = [...options.fields, ...Object.keys(this.scope)];
    const target = await this.target.create(bound, options);
    await this.add(source, target, omit(options, ['fields']));
    return target;
  }

  _countedField() {
    return this.targetKeyField;
  }
}

export const associationTypes = { BelongsTo, HasOne, HasMany, BelongsToMany };
