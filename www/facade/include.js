// `include` as a learner writes it (models, associations, aliases, `all`, nested) → a tree in which
// every node knows its association and model; and that tree as it goes to the session.

import { Association } from './associations.js';
import { EagerLoadingError } from './errors.js';
import { whereNotDeleted } from './paranoid.js';
import { cloneDeep, hasOwn, isPlainObject, omit, pick } from './util.js';

const isModel = (value) => typeof value === 'function' && typeof value.getAttributes === 'function';

/** Makes `options.include` a list of objects with a model each. */
export function conformIncludes(options, self) {
  if (!options.include) return;
  if (!Array.isArray(options.include)) options.include = [options.include];
  if (options.include.length === 0) delete options.include;
  else options.include = options.include.map((include) => conform(include, self));
}

function conform(given, self) {
  const include = self && typeof given === 'string' ? associationNamed(given, self) : given;
  if (include?._pseudo) return include;
  if (include instanceof Association) return { model: otherEnd(include, self), association: include, as: include.as };
  if (isModel(include)) return { model: include };
  if (isPlainObject(include)) {
    if (include.association) {
      if (self && typeof include.association === 'string') include.association = associationNamed(include.association, self);
      include.model ??= otherEnd(include.association, self);
      include.as ??= include.association.as;
    }
    if (include.model || include.all) {
      // A model's name is no model: the error is Sequelize's.
      if (!include.all && !isModel(include.model)) throw new TypeError('include.model.getTableName is not a function');
      conformIncludes(include, include.association ? otherEnd(include.association, self) : include.model);
      return include;
    }
  }
  throw new Error('Include unexpected. Element has to be either a Model, an Association or an object.');
}

function associationNamed(name, self) {
  if (hasOwn(self.associations, name)) return self.associations[name];
  throw new Error(`Association with alias "${name}" does not exist on ${self.name}`);
}

const otherEnd = (association, self) =>
  self && association.target.name === self.name ? association.source : association.target;

const KINDS = {
  BelongsTo: ['BelongsTo'],
  HasOne: ['HasOne'],
  HasMany: ['HasMany'],
  One: ['BelongsTo', 'HasOne'],
  Has: ['HasOne', 'HasMany'],
  Many: ['HasMany'],
};

/** Replaces `{all: true}` (or a kind, or a list of kinds) by what it stands for. */
export function expandIncludeAll(options, self) {
  const includes = options.include;
  if (!includes) return;
  for (let i = 0; i < includes.length; i++) {
    if (!includes[i].all) continue;
    const [{ all, nested, ...rest }] = includes.splice(i, 1);
    addAll(self, includes, rest, kindsOf(all), nested, []);
    i -= 1;
  }
  for (const include of includes) expandIncludeAll(include, include.model);
}

function kindsOf(all) {
  const names = all === true ? ['All'] : [all].flat();
  if (names.includes('All')) return null;
  return names.flatMap((name) => {
    if (KINDS[name]) return KINDS[name];
    throw new EagerLoadingError(
      `include all '${name}' is not valid - must be BelongsTo, HasOne, HasMany, One, Has, Many or All`,
    );
  });
}

function addAll(model, includes, rest, kinds, nested, used) {
  for (const association of Object.values(model.associations)) {
    const { target } = association;
    const as = association.options.as;
    if (kinds && !kinds.includes(association.associationType)) continue;
    if (includes.some((include) => include.model === target && (!as || include.as === as))) continue;
    if (nested && used.includes(target)) continue;
    const include = { ...cloneDeep(rest), model: target };
    if (as) include.as = as;
    includes.push(include);
    if (!nested) continue;
    include.include = [include.include ?? []].flat();
    addAll(target, include.include, rest, kinds, nested, [...used, model]);
    if (include.include.length === 0) delete include.include;
  }
}

/** Finds each include's association, adds the join rows of N:M, merges scopes; sets `includeNames` and `includeMap`. */
export function resolveIncludes(options, self) {
  options.includeNames = [];
  options.includeMap = {};
  options.include = options.include.map((given) => {
    const include = resolve(conform(given), self);
    options.includeNames.push(include.as);
    options.includeMap[include.as] = include;
    return include;
  });
}

function resolve(include, self) {
  include.originalAttributes = expandAttributes(include.attributes, include.model);
  if (include._pseudo) return include;
  include.association ??= includedAssociation(self, include.model, include.as);
  include.as = include.association.as;
  const { association } = include;
  if (association.through) include.include = [...(include.include ?? []), throughInclude(association, include.through)];
  const scoped = include.model.scoped || association.target.name !== include.model.name ? include.model : association.target;
  scoped._injectScope(include);
  include.originalAttributes = expandAttributes(include.attributes, include.model);
  if (include.limit) include.separate ??= true;
  if (include.include) resolveIncludes(include, include.model);
  return include;
}

/** Options that are about one query, and not about those for what it includes. */
const OF_ONE_QUERY = ['include', 'attributes', 'originalAttributes', 'order', 'where', 'limit', 'offset', 'plain', 'group', 'having'];

/**
 * Loads the includes that have a query of their own, and puts what it finds into the instances.
 * `resolved` is the tree of includes as the session has it.
 */
export async function loadSeparately(instances, options, resolved) {
  if (!options.include || options.raw || instances.length === 0) return;
  const handedDown = omit(options, OF_ONE_QUERY);
  await Promise.all(options.include.filter(({ _pseudo }) => !_pseudo).map(async (include) => {
    const { association } = include;
    const found = resolved.find(({ as }) => as === association.as);
    if (!include.separate) {
      const below = instances.flatMap((instance) => instance.get(association.as) ?? []);
      await loadSeparately(below, { ...handedDown, include: include.include }, found.includes);
      return;
    }
    const own = omit(asResolved(include, found), ['association', 'as', 'originalAttributes']);
    const attributes = separateAttributes(include);
    const targets = await association.getOfAll(instances, { ...handedDown, ...own, ...(attributes && { attributes }) });
    for (const instance of instances) {
      instance.set(association.as, targets[instance.get(association.sourceKey)], { raw: true });
    }
  }));
}

/**
 * An include with those below it as the query before has left it: joins keep their place, and rows that are
 * not deleted are asked for once more.
 */
const asResolved = (include, { subQuery, includes }) => ({
  ...include,
  subQuery,
  required: include.required ?? Boolean(include.where),
  where: whereNotDeleted(include.model, include),
  include: include.include?.map((below) => (below._pseudo ? below : asResolved(below, includes.find(({ as }) => as === below.as)))),
});

/** The attributes with the keys by which separate includes find their rows. Sequelize forgets them of a model with virtual ones. */
export function withSourceKeys(attributes, { include = [] }, model) {
  if (!attributes?.length || model._hasVirtualAttributes) return attributes;
  const keys = include.filter(({ separate }) => separate).map(({ association }) => association.sourceKey);
  return keys.reduce((list, key) => (list.flat().includes(key) ? list : [...list, key]), attributes);
}

/** What an include's own query selects: rows are told apart by primary keys, and belong by the foreign key. */
function separateAttributes({ association, model, originalAttributes }) {
  if (!originalAttributes?.length) return originalAttributes;
  const keys = model.primaryKeyAttributes.filter((key) => !originalAttributes.includes(key)).toReversed();
  const attributes = [...keys, ...originalAttributes];
  return attributes.flat().includes(association.foreignKey) ? attributes : [...attributes, association.foreignKey];
}

/** The join row, under the through model's name. */
export function throughInclude(association, given = {}) {
  const { model } = association.through;
  return { as: model.name, ...given, model, association: { isSingleAssociation: true }, _pseudo: true };
}

/** A list of attributes: what `{include, exclude}` leaves, and what virtual ones are computed from. */
export function expandAttributes(attributes, model) {
  if (!attributes) return undefined;
  if (isPlainObject(attributes)) {
    const { include = [], exclude = [] } = attributes;
    attributes = [...Object.keys(model.rawAttributes).filter((name) => !exclude.includes(name)), ...include];
  }
  const needed = attributes.flatMap((name) =>
    (typeof name === 'string' && model._virtualAttributes.has(name) && model.rawAttributes[name].type.fields) || []);
  // Only models with virtual attributes have repeated ones taken out.
  return model._hasVirtualAttributes ? [...new Set([...attributes, ...needed])] : attributes;
}

function includedAssociation(self, target, alias) {
  const associations = self.getAssociations(target);
  if (associations.length === 0) throw new EagerLoadingError(`${target.name} is not associated to ${self.name}!`);
  const association = self.getAssociationForAlias(target, alias);
  if (association) return association;
  const subject = `${target.name} is associated to ${self.name}`;
  if (associations.length > 1) {
    throw new EagerLoadingError(
      `${subject} multiple times. To identify the correct association, you must use the 'as' keyword to specify the alias of the association you want to include.`,
    );
  }
  if (alias) {
    const aliases = associations.map(({ as }) => as).join(', ');
    throw new EagerLoadingError(
      `${subject} using an alias. You've included an alias (${alias}), but it does not match the alias(es) defined in your association (${aliases}).`,
    );
  }
  throw new EagerLoadingError(
    `${subject} using an alias. You must use the 'as' keyword to specify the alias within your include statement.`,
  );
}

/** Resolves `options.include` once, whoever builds with these options. */
export function prepareIncludes(model, options) {
  if (options.attributes?.some(Array.isArray)) options.attributes = options.attributes.map((name) => (Array.isArray(name) ? name[1] : name));
  if (options.includeValidated) return;
  conformIncludes(options, model);
  if (!options.include) return;
  expandIncludeAll(options, model);
  resolveIncludes(options, model);
}

const SENT = [
  'association', 'as', 'where', 'required', 'separate', 'order', 'limit', 'offset', 'on', 'or', 'right', 'paranoid',
  'subQuery', 'duplicating',
];

/** The tree as it goes to the session: without the join rows, which belong to the association there. */
export function includesToSend(includes) {
  return includes
    ?.filter((include) => !include._pseudo)
    .map((include) => {
      const sent = pick(include, SENT);
      const columns = columnsOf(include.originalAttributes, include.model);
      if (columns) sent.attributes = columns;
      if (include.through) sent.through = pick(include.through, ['as', 'where', 'attributes', 'paranoid']);
      const nested = includesToSend(include.include);
      if (nested?.length) sent.include = nested;
      return sent;
    });
}

/** The attributes that have a column. */
export const columnsOf = (attributes, model) => attributes?.filter((name) => !model._virtualAttributes.has(name));
