// JavaScript values ↔ the JSON of `bridge::call`: operators, dates, models and pieces of SQL have a
// tagged form, `{"@": kind, …}`; everything else is itself.

import { Association } from './associations.js';
import { isType, scalarType, types } from './data-types.js';
import { isDeferral } from './deferrable.js';
import { Cast, Col, Fn, Json, Literal, Where } from './methods.js';
import { operatorName } from './operators.js';
import { isBytes, isPlainObject } from './util.js';

const isModelClass = (value) => typeof value === 'function' && typeof value.getAttributes === 'function';
const isInstance = (value) => isModelClass(value?.constructor) && 'dataValues' in value;

/**
 * The JSON form of a value; undefined where it has none (`undefined` members are left out). In a
 * condition an undefined member counts: without it there would be no condition.
 */
export function encode(value, isCondition = false) {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : { '@': 'number', value: String(value) };
    case 'bigint':
      return { '@': 'bigint', value: String(value) };
    case 'symbol':
      return operatorName(value) ? `@${operatorName(value)}` : undefined;
    case 'function':
      return encodeFunction(value);
    case 'object':
      return value === null ? null : encodeObject(value, isCondition);
    default:
      return value;
  }
}

/** Options that hold conditions. */
const CONDITIONS = new Set(['where', 'having']);

const GENERATED = { NOW: 'now', UUIDV1: 'uuidv1', UUIDV4: 'uuidv4' };

function encodeFunction(value) {
  if (isModelClass(value)) return { '@': 'model', name: value.name };
  if (isType(value)) return encodeType(value);
  if (isDeferral(value)) return new value().toSql();
  return { '@': 'function' };
}

const encodeType = (type) =>
  GENERATED[type.key] ? { '@': GENERATED[type.key] } : { '@': 'type', ...scalarType(type) };

function encodeObject(value, isCondition) {
  if (Array.isArray(value)) return value.map((element) => encode(element, isCondition) ?? null);
  if (isPlainObject(value)) return encodeFields(value, isCondition);
  if (value instanceof Date) return { '@': 'date', iso: Number.isNaN(value.getTime()) ? 'Invalid date' : value.toISOString() };
  if (isBytes(value)) return { '@': 'bytes', base64: toBase64(value) };
  if (value instanceof Literal) return { '@': 'literal', value: encode(value.val) };
  if (value instanceof Fn) return { '@': 'fn', name: value.fn, args: encode(value.args) };
  if (value instanceof Col) return { '@': 'col', name: value.col };
  if (value instanceof Cast) return { '@': 'cast', value: encode(value.val), type: value.type };
  if (value instanceof Json) return { '@': 'json', ...encodeFields({ ...value }) };
  if (value instanceof Where) return { '@': 'where', ...encodeFields({ ...value }) };
  if (value instanceof Association) return { '@': 'association', source: value.source.name, name: value.as };
  if (value instanceof types.ABSTRACT) return encodeType(value);
  if (isDeferral(value)) return value.toSql();
  if (value instanceof RegExp) return value.source;
  if (isInstance(value)) return { '@': 'instance', model: value.constructor.name, values: encodeFields(ownValues(value)) };
  if (value instanceof Set || value instanceof Map) return encode([...value]);
  if (typeof value.toJSON === 'function') return encode(value.toJSON());
  return encodeFields(value);
}

/** An instance's values without those it was loaded with. */
export function ownValues({ dataValues }) {
  const isLoaded = (value) => typeof value === 'object' && value !== null && isInstance(value);
  return Object.fromEntries(Object.entries(dataValues).filter(([, value]) => !isLoaded(Array.isArray(value) ? value[0] : value)));
}

const escaped = (key) => (key.startsWith('@') ? `@${key}` : key);

/** An object's own members, operators included; a key that begins with `@` gets one more. */
function encodeFields(object, isCondition = false) {
  const result = {};
  for (const key of Reflect.ownKeys(object)) {
    const name = typeof key === 'symbol' ? operatorName(key) && `@${operatorName(key)}` : escaped(key);
    const isMissing = isCondition && object[key] === undefined;
    const value = isMissing ? { '@': 'undefined' } : name && encode(object[key], isCondition || CONDITIONS.has(key));
    if (name && value !== undefined) result[name] = value;
  }
  return result;
}

export const encodeText = (value) => JSON.stringify(encode(value));

/**
 * The text of an object's members but for those `omitted`, after `first`, which is text already; empty
 * where there are none. `allowNull: undefined` is said all the same, as null: JSON lacks it.
 */
export function membersText(object, omitted, first = '') {
  let text = first;
  for (const key of Object.keys(object)) {
    if (omitted.has(key)) continue;
    const value = object[key] === undefined && key === 'allowNull' ? 'null' : encodeText(object[key]);
    if (value !== undefined) text += `${text && ','}${JSON.stringify(escaped(key))}:${value}`;
  }
  return text && `{${text}}`;
}

/** The value behind a text of JSON; most texts hold no tagged form, and are parsed without another look. */
export function decodeText(text) {
  const json = JSON.parse(text);
  return text.includes('"@') ? decode(json) : json;
}

/** The value behind a JSON form, which is taken apart: most of a row's members stay what they are. */
function decode(json) {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) {
    for (let at = 0; at < json.length; at += 1) json[at] = decode(json[at]);
    return json;
  }
  if (typeof json['@'] === 'string') return decodeTagged(json);
  for (const key of Object.keys(json)) {
    // Names that began with `@` are few: their order among the others is kept.
    if (key.startsWith('@@')) return unescaped(json);
    const value = json[key];
    if (typeof value === 'object' && value !== null) json[key] = decode(value);
  }
  return json;
}

const unescaped = (json) =>
  Object.fromEntries(Object.entries(json).map(([key, value]) => [key.startsWith('@@') ? key.slice(1) : key, decode(value)]));

function decodeTagged(json) {
  switch (json['@']) {
    case 'date':
      return new Date(json.iso);
    case 'bytes':
      return fromBase64(json.base64);
    case 'number':
      return Number(json.value);
    case 'bigint':
      return BigInt(json.value);
    case 'literal':
      return new Literal(json.value);
    case 'fn':
      return new Fn(json.name, decode(json.args));
    default:
      return json;
  }
}

function toBase64(bytes) {
  if (typeof Buffer === 'function') return Buffer.from(bytes).toString('base64');
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Bytes as the platform's drivers hand them over: a Buffer where there is one. */
function fromBase64(text) {
  if (typeof Buffer === 'function') return Buffer.from(text, 'base64');
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
