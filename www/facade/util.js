// The few helpers that Sequelize takes from lodash, with lodash's meaning where it shows.

export const hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

export function isPlainObject(value) {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype, which itself has no prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

export const isBytes = (value) => value instanceof Uint8Array;

/** Copies plain objects and arrays; everything else (instances, models, dates, …) is shared. */
export function cloneDeep(value = {}) {
  if (Array.isArray(value)) return value.map((element) => (element === undefined ? undefined : clonePart(element)));
  return clonePart(value ?? {});
}

function clonePart(value) {
  if (Array.isArray(value)) return value.map(clonePart);
  if (!isPlainObject(value)) return value;
  const copy = {};
  for (const key of Reflect.ownKeys(value)) {
    if (Object.prototype.propertyIsEnumerable.call(value, key)) copy[key] = clonePart(value[key]);
  }
  return copy;
}

/** Copies values deeply, dates and bytes too: what `toJSON` hands out. */
export function cloneValue(value) {
  if (Array.isArray(value)) return value.map(cloneValue);
  if (value instanceof Date) return new Date(value.getTime());
  if (isBytes(value)) return value.slice();
  if (!isPlainObject(value)) return value;
  return mapValues(value, cloneValue);
}

export function mapValues(object, map) {
  const result = {};
  for (const key of Object.keys(object ?? {})) result[key] = map(object[key], key);
  return result;
}

export function pick(object, keys) {
  const result = {};
  for (const key of keys) if (key in object) result[key] = object[key];
  return result;
}

export function omit(object, keys) {
  const result = { ...object };
  for (const key of keys) delete result[key];
  return result;
}

export const omitUndefined = (object) => omit(object, Object.keys(object).filter((key) => object[key] === undefined));
export const union = (...lists) => [...new Set(lists.flat())];
export const difference = (list, other) => list.filter((element) => !other.includes(element));
export const intersection = (list, other) => list.filter((element) => other.includes(element));

/** Fills in what `target` lacks, operators (symbols) included. */
export function defaults(target, ...sources) {
  for (const source of sources) {
    for (const key of Reflect.ownKeys(source ?? {})) if (target[key] === undefined) target[key] = source[key];
  }
  return target;
}

/** Later ones win; plain objects are merged, and the later array's elements come first. */
export function merge(...objects) {
  const result = {};
  for (const object of objects) {
    for (const key of Object.keys(object ?? {})) {
      const value = object[key];
      if (value === undefined) continue;
      const before = result[key];
      if (before && isPlainObject(value) && isPlainObject(before)) result[key] = merge(before, value);
      else if (before && Array.isArray(value) && Array.isArray(before)) result[key] = value.concat(before);
      else result[key] = value;
    }
  }
  return result;
}

export function isEqual(a, b) {
  if (Object.is(a, b) || (a === 0 && b === 0)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (isBytes(a) && isBytes(b)) return a.length === b.length && a.every((byte, i) => byte === b[i]);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) && a.length !== b.length) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => hasOwn(b, key) && isEqual(a[key], b[key]));
}

/** Adds methods as a class body would: writable, not enumerable. */
export function mixin(target, ...sources) {
  for (const source of sources) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(source))) {
      Object.defineProperty(target, name, { ...descriptor, enumerable: false });
    }
  }
}

export const upperFirst = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
export const lowerFirst = (text) => text.slice(0, 1).toLowerCase() + text.slice(1);
export const camelize = (text) => text.trim().replace(/[-_\s]+(.)?/g, (_, letter = '') => letter.toUpperCase());
