// What a learner passes to real Sequelize, in the JSON of `bridge::call`: the same form that
// `www/facade/encode.js` gives for the façade's own classes.
import { Sequelize } from './sequelize.mjs';

const { DataTypes, Model, Op } = Sequelize;
const { Cast, Col, Fn, Json, Literal, Where } = Sequelize.Utils;

const operators = new Map(Object.entries(Op).map(([name, symbol]) => [symbol, name]));
const isModel = (value) => typeof value === 'function' && value.prototype instanceof Model;
const isTypeClass = (value) => typeof value === 'function' && value.prototype instanceof DataTypes.ABSTRACT;
const isDeferral = (value) => typeof value?.prototype?.toSql === 'function' || typeof value?.toSql === 'function';

/** The JSON form of a value; undefined where it has none. */
export function encode(value) {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : { '@': 'number', value: String(value) };
    case 'bigint':
      return { '@': 'bigint', value: String(value) };
    case 'symbol':
      return operators.has(value) ? `@${operators.get(value)}` : undefined;
    case 'function':
      return encodeFunction(value);
    case 'object':
      return value === null ? null : encodeObject(value);
    default:
      return value;
  }
}

function encodeFunction(value) {
  if (isModel(value)) return { '@': 'model', name: value.name };
  if (isTypeClass(value)) return encodeType(new value());
  if (isDeferral(value)) return new value().toSql();
  return { '@': 'function' };
}

function encodeObject(value) {
  if (Array.isArray(value)) return value.map((element) => encode(element) ?? null);
  if (value instanceof DataTypes.ABSTRACT) return encodeType(value);
  if (value instanceof Date) return { '@': 'date', iso: value.toISOString() };
  if (Buffer.isBuffer(value)) return { '@': 'bytes', base64: value.toString('base64') };
  if (value instanceof Literal) return { '@': 'literal', value: encode(value.val) };
  if (value instanceof Fn) return { '@': 'fn', name: value.fn, args: encode(value.args) };
  if (value instanceof Col) return { '@': 'col', name: value.col };
  if (value instanceof Cast) return { '@': 'cast', value: encode(value.val), type: value.type };
  if (value instanceof Json) return { '@': 'json', ...encodeFields(value) };
  if (value instanceof Where) return { '@': 'where', ...encodeFields(value) };
  if (value instanceof RegExp) return value.source;
  if (isDeferral(value)) return value.toSql();
  return encodeFields(value);
}

/** An object's own members, operators included; a key that begins with `@` gets one more. */
function encodeFields(object) {
  const result = {};
  for (const key of Reflect.ownKeys(object)) {
    const name = typeof key === 'symbol' ? operators.has(key) && `@${operators.get(key)}` : key.replace(/^@/, '@@');
    const value = name && encode(object[key]);
    if (name && value !== undefined) result[name] = value;
  }
  return result;
}

const GENERATED = { NOW: 'now', UUIDV1: 'uuidv1', UUIDV4: 'uuidv4' };

const encodeType = (type) => (GENERATED[type.key] ? { '@': GENERATED[type.key] } : { '@': 'type', ...scalarType(type) });

/** The fields of `schema::ScalarType`. */
function scalarType(type) {
  const options = type.options ?? {};
  const element = type.type instanceof DataTypes.ABSTRACT ? type.type : (options.subtype ?? type.returnType);
  const scalar = { key: type.key };
  if (options.length !== undefined && options.length !== null) scalar.length = options.length;
  if (Number.isFinite(options.precision)) scalar.precision = options.precision;
  const scale = options.scale ?? options.decimals;
  if (Number.isFinite(scale)) scalar.scale = scale;
  for (const flag of ['binary', 'unsigned', 'zerofill']) if (options[flag]) scalar[flag] = true;
  if (type.values) scalar.values = type.values.map(String);
  if (element instanceof DataTypes.ABSTRACT) scalar.of = scalarType(element);
  if (type.fields) scalar.fields = type.fields;
  if (typeof type.type === 'string') scalar.geometry = type.type;
  if (Number.isFinite(type.srid)) scalar.srid = type.srid;
  return scalar;
}
