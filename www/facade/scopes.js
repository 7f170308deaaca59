// Scopes: `defaultScope`, named scopes and `scope()`, and how their options merge into a call's.

import { SequelizeScopeError } from './errors.js';
import { conformIncludes } from './include.js';
import { SequelizeMethod } from './methods.js';
import { Op, complexKeys } from './operators.js';
import { cloneDeep, isPlainObject, union } from './util.js';

export const scopes = {
  unscoped() {
    return this.scope();
  },

  addScope(name, scope, { override = false } = {}) {
    const exists = name === 'defaultScope' ? Object.keys(this.options.defaultScope).length > 0 : name in this.options.scopes;
    if (exists && !override) {
      throw new Error(`The scope ${name} already exists. Pass { override: true } as options to silence this error`);
    }
    if (name === 'defaultScope') this.options.defaultScope = this._scope = scope;
    else this.options.scopes[name] = scope;
  },

  scope(...given) {
    const scopedModel = class extends this {};
    Object.defineProperty(scopedModel, 'name', { value: this.name });
    scopedModel._scope = {};
    scopedModel._scopeNames = [];
    scopedModel.scoped = true;
    if (!given[0]) return scopedModel;
    for (const option of given.flat(Infinity)) {
      const [name, scope] = lookUp(this, scopedModel, option);
      if (!scope) throw new SequelizeScopeError(`Invalid scope ${name} called.`);
      conformIncludes(scope, this);
      mergeOptions(this, scopedModel._scope, cloneDeep(scope), { overwrite: true });
      scopedModel._scopeNames.push(name || 'defaultScope');
    }
    return scopedModel;
  },

  schema(schema, options) {
    const model = class extends this {};
    Object.defineProperty(model, 'name', { value: this.name });
    model._schema = schema;
    if (options) model._schemaDelimiter = options.schemaDelimiter ?? options;
    return model;
  },

  /** Puts this model's current scope under the options of a call. */
  _injectScope(options) {
    mergeOptions(this, options, cloneDeep(this._scope), { overwrite: false });
  },
};

/** A scope's name and options, for one argument of `scope()`. */
function lookUp(model, self, option) {
  const named = model.options.scopes;
  if (isPlainObject(option)) {
    if (!option.method) return [null, option];
    const [name, ...args] = [option.method].flat();
    // An unknown one is told without its name.
    return named[name] ? [name, named[name].apply(self, args)] : [null];
  }
  if (option === 'defaultScope') return [null, model.options.defaultScope];
  return [option, typeof named[option] === 'function' ? named[option]() : named[option]];
}

/** Merges `source` into `target`; where both have a value, `overwrite` says whose wins. */
function mergeOptions(model, target, source, { overwrite }) {
  const keys = new Set([...Reflect.ownKeys(target), ...Reflect.ownKeys(source)]);
  for (const key of keys) {
    const [before, after] = overwrite ? [target[key], source[key]] : [source[key], target[key]];
    const merged = mergeValue(model, before, after, key);
    if (merged !== undefined) target[key] = merged;
  }
  conformIncludes(target, model);
  if (target.include) target.include = mergeIncludes(target.include);
  return target;
}

function mergeValue(model, before, after, key) {
  if (Array.isArray(before) && Array.isArray(after)) return union(before, after);
  if (key === 'where' || key === 'having') {
    if (model.options?.whereMergeStrategy === 'and') return bothWheres(before, after);
    if (after instanceof SequelizeMethod) after = { [Op.and]: after };
    if (isPlainObject(before) && isPlainObject(after)) return { ...before, ...after };
  } else if (key === 'attributes' && isPlainObject(before) && isPlainObject(after)) {
    const merged = { ...before, ...after };
    for (const name of Object.keys(before)) {
      if (Array.isArray(before[name]) && Array.isArray(after[name])) merged[name] = union(before[name], after[name]);
    }
    return merged;
  }
  return after === undefined ? before : after;
}

function bothWheres(a, b) {
  const parts = [a, b].flatMap((where) => {
    if (!isPlainObject(where)) return where === undefined ? [] : [where];
    const keys = complexKeys(where);
    if (keys.length === 0) return [];
    return keys.length === 1 && keys[0] === Op.and ? [where[Op.and]].flat() : [where];
  });
  const given = [a, b].filter((where) => where !== undefined && (!isPlainObject(where) || complexKeys(where).length > 0));
  return given.length < 2 ? given[0] : { [Op.and]: parts };
}

/** One include for each model and alias. */
function mergeIncludes(includes) {
  const merged = new Map();
  for (const include of includes) {
    const key = `${include.model?.name}-${include.as}`;
    const before = merged.get(key);
    merged.set(key, before ? mergeOptions(include.model, before, include, { overwrite: true }) : include);
  }
  return [...merged.values()];
}
