// `DataTypes`: what a learner writes as an attribute's type. The SQL text of a type is the dialect
// writer's (Rust); here are the options each type is called with, and how it treats JavaScript values.

import { ValidationError } from './errors.js';
import { invokable } from './invokable.js';
import { isBytes, isPlainObject } from './util.js';
import { validator } from './validators.js';

const asOptions = (first, rest) => (typeof first === 'object' && first ? first : rest);
const instantiate = (type) => (typeof type === 'function' ? new type() : type);

function refuse(value, what) {
  throw new ValidationError(`${JSON.stringify(value)} is not a valid ${what}`);
}

class ABSTRACT {
  options = {};

  toSql() {
    return this.key;
  }

  toString(options) {
    return this.toSql(options);
  }

  /** Throws a ValidationError for a value the type cannot hold (`typeValidation: true`). */
  validate() {
    return true;
  }

  stringify(value) {
    return value;
  }

  static toString() {
    return this.name;
  }

  static extend(type) {
    return new this(type.options);
  }
}

class STRING extends ABSTRACT {
  constructor(length, binary) {
    super();
    this.options = asOptions(length, { length, binary });
    this._binary = this.options.binary;
    this._length = this.options.length || 255;
  }

  toSql() {
    return `${this.key === 'CHAR' ? 'CHAR' : 'VARCHAR'}(${this._length})${this._binary ? ' BINARY' : ''}`;
  }

  validate(value) {
    if (typeof value === 'string' || typeof value === 'number' || (this.options.binary && isBytes(value))) return true;
    return refuse(value, 'string');
  }

  get BINARY() {
    this._binary = true;
    this.options.binary = true;
    return this;
  }

  static get BINARY() {
    return new this().BINARY;
  }
}

class CHAR extends STRING {}

class TEXT extends ABSTRACT {
  constructor(length) {
    super();
    this.options = asOptions(length, { length });
    this._length = this.options.length || '';
  }

  toSql() {
    const size = String(this._length).toLowerCase();
    return ['tiny', 'medium', 'long'].includes(size) ? `${size.toUpperCase()}${this.key}` : this.key;
  }

  validate(value) {
    return typeof value === 'string' || refuse(value, 'string');
  }
}

class CITEXT extends ABSTRACT {
  validate(value) {
    return typeof value === 'string' || refuse(value, 'string');
  }
}

class NUMBER extends ABSTRACT {
  constructor(options = {}) {
    super();
    this.options = typeof options === 'number' ? { length: options } : options;
    this._length = this.options.length;
    this._zerofill = this.options.zerofill;
    this._decimals = this.options.decimals;
    this._precision = this.options.precision;
    this._scale = this.options.scale;
    this._unsigned = this.options.unsigned;
  }

  toSql() {
    const decimals = typeof this._decimals === 'number' ? `,${this._decimals}` : '';
    const length = this._length ? `(${this._length}${decimals})` : '';
    return `${this.key}${length}${this._unsigned ? ' UNSIGNED' : ''}${this._zerofill ? ' ZEROFILL' : ''}`;
  }

  validate(value) {
    return validator.isFloat(String(value)) || refuse(value, this.key.toLowerCase());
  }

  get UNSIGNED() {
    this._unsigned = true;
    this.options.unsigned = true;
    return this;
  }

  get ZEROFILL() {
    this._zerofill = true;
    this.options.zerofill = true;
    return this;
  }

  static get UNSIGNED() {
    return new this().UNSIGNED;
  }

  static get ZEROFILL() {
    return new this().ZEROFILL;
  }
}

class INTEGER extends NUMBER {
  validate(value) {
    return validator.isInt(String(value)) || refuse(value, this.key.toLowerCase());
  }
}

class TINYINT extends INTEGER {}
class SMALLINT extends INTEGER {}
class MEDIUMINT extends INTEGER {}
class BIGINT extends INTEGER {}

class FLOAT extends NUMBER {
  constructor(length, decimals) {
    super(asOptions(length, { length, decimals }));
  }
}

class REAL extends FLOAT {}
class DOUBLE extends FLOAT {}

class DECIMAL extends NUMBER {
  constructor(precision, scale) {
    super(asOptions(precision, { precision, scale }));
  }

  toSql() {
    const parts = [this._precision, this._scale].filter(Boolean);
    return parts.length > 0 ? `DECIMAL(${parts.join(',')})` : 'DECIMAL';
  }

  validate(value) {
    return validator.isDecimal(String(value)) || refuse(value, 'decimal');
  }
}

class BOOLEAN extends ABSTRACT {
  toSql() {
    return 'TINYINT(1)';
  }

  validate(value) {
    return validator.isBoolean(String(value)) || refuse(value, 'boolean');
  }

  /** Databases without booleans keep 0 and 1, forms send text. */
  sanitize(value) {
    if (value === 'true' || value === 1) return true;
    if (value === 'false' || value === 0) return false;
    return value;
  }
}

class TIME extends ABSTRACT {}

class DATE extends ABSTRACT {
  constructor(length) {
    super();
    this.options = asOptions(length, { length });
    this._length = this.options.length || '';
  }

  toSql() {
    return 'DATETIME';
  }

  validate(value) {
    return validator.isDate(String(value)) || refuse(value, 'date');
  }

  sanitize(value, options) {
    return !options?.raw && value && !(value instanceof Date) ? new Date(value) : value;
  }

  isChanged(value, before) {
    if (value instanceof Date && before instanceof Date) return value.getTime() !== before.getTime();
    return value !== before;
  }
}

class DATEONLY extends ABSTRACT {
  toSql() {
    return 'DATE';
  }

  sanitize(value, options) {
    return !options?.raw && value ? dateOnly(value) : value;
  }

  isChanged(value, before) {
    return value !== before;
  }
}

/** The local calendar day, as `YYYY-MM-DD`; moment, unlike Date, knows that no 30th of February is one. */
function dateOnly(value) {
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  const date = new Date(isDay ? `${value}T00:00:00Z` : value);
  if (isDay) return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : 'Invalid date';
  if (Number.isNaN(date.getTime())) return 'Invalid date';
  const two = (number) => String(number).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

class HSTORE extends ABSTRACT {
  validate(value) {
    return isPlainObject(value) || refuse(value, 'hstore');
  }
}

class JSONTYPE extends ABSTRACT {}
class JSONB extends JSONTYPE {}
class NOW extends ABSTRACT {}

class BLOB extends TEXT {
  validate(value) {
    return typeof value === 'string' || isBytes(value) || refuse(value, 'blob');
  }
}

class RANGE extends ABSTRACT {
  constructor(subtype) {
    super();
    this.options = isPlainObject(subtype) ? subtype : { subtype };
    this.options.subtype = instantiate(this.options.subtype ?? INTEGER);
    this._subtype = this.options.subtype.key;
  }

  validate(value) {
    if (!Array.isArray(value)) refuse(value, 'range');
    if (value.length !== 2) throw new ValidationError('A range must be an array with two elements');
    return true;
  }
}

class UUID extends ABSTRACT {
  validate(value, options) {
    if (typeof value === 'string' && (options?.acceptStrings || this.accepts(value))) return true;
    return refuse(value, this.key === 'UUIDV4' ? 'uuidv4' : 'uuid');
  }

  accepts(value) {
    return validator.isUUID(value, this.key === 'UUIDV4' ? 4 : undefined);
  }
}

class UUIDV1 extends UUID {}
class UUIDV4 extends UUID {}

class VIRTUAL extends ABSTRACT {
  constructor(returnType, fields) {
    super();
    this.returnType = instantiate(returnType);
    this.fields = fields;
  }
}

class ENUM extends ABSTRACT {
  constructor(...args) {
    super();
    const [first] = args;
    this.options = isPlainObject(first) ? first : { values: args.flat() };
    this.values = this.options.values;
  }

  validate(value) {
    if (this.values.includes(value)) return true;
    throw new ValidationError(`${JSON.stringify(value)} is not a valid choice in ${JSON.stringify(this.values)}`);
  }
}

class ARRAY extends ABSTRACT {
  constructor(type) {
    super();
    this.options = isPlainObject(type) ? type : { type };
    this.type = instantiate(this.options.type);
  }

  toSql() {
    return `${this.type.toSql()}[]`;
  }

  validate(value) {
    return Array.isArray(value) || refuse(value, 'array');
  }

  static is(value, type) {
    return value instanceof ARRAY && value.type instanceof type;
  }
}

class GEOMETRY extends ABSTRACT {
  constructor(type, srid) {
    super();
    this.options = isPlainObject(type) ? type : { type, srid };
    this.type = this.options.type;
    this.srid = this.options.srid;
  }
}

class GEOGRAPHY extends GEOMETRY {}
class CIDR extends ABSTRACT {}

class INET extends ABSTRACT {
  validate(value) {
    return (typeof value === 'string' && validator.isIP(value)) || refuse(value, 'INET');
  }
}

class MACADDR extends ABSTRACT {
  validate(value) {
    return (typeof value === 'string' && validator.isMACAddress(value)) || refuse(value, 'MACADDR');
  }
}

class TSVECTOR extends CITEXT {}

/** The classes themselves, for `instanceof` inside the façade. */
export const types = {
  ABSTRACT, STRING, CHAR, TEXT, NUMBER, TINYINT, SMALLINT, MEDIUMINT, INTEGER, BIGINT, FLOAT, TIME, DATE, DATEONLY,
  BOOLEAN, NOW, BLOB, DECIMAL, NUMERIC: DECIMAL, UUID, UUIDV1, UUIDV4, HSTORE, JSON: JSONTYPE, JSONB, VIRTUAL, ARRAY,
  ENUM, RANGE, REAL, 'DOUBLE PRECISION': DOUBLE, DOUBLE, GEOMETRY, GEOGRAPHY, CIDR, INET, MACADDR, CITEXT, TSVECTOR,
};

// NUMERIC is DECIMAL and DOUBLE is `DOUBLE PRECISION`: the first name given is the key.
for (const [key, type] of Object.entries(types)) {
  if (!Object.hasOwn(type, 'key')) {
    type.key = key;
    type.prototype.key = key;
  }
}

export const DataTypes = Object.fromEntries(Object.entries(types).map(([key, type]) => [key, invokable(type)]));

/** True for `DataTypes.STRING` and for `DataTypes.STRING(40)`. */
export const isType = (value) =>
  value instanceof ABSTRACT || (typeof value === 'function' && value.prototype instanceof ABSTRACT);

/** The type object of what stands as `type`; plain text stays as it is. */
export const normalizeType = (type) => (typeof type === 'function' ? new type() : type);

/** How a type crosses to Rust: the fields of `schema::ScalarType`. */
export function scalarType(given) {
  const type = normalizeType(given);
  if (!(type instanceof ABSTRACT)) return { key: '', raw: String(type) };
  const { options } = type;
  const element = type.type instanceof ABSTRACT ? type.type : (options.subtype ?? type.returnType);
  const scalar = { key: type.key };
  if (options.length !== undefined && options.length !== null) scalar.length = options.length;
  if (Number.isFinite(options.precision)) scalar.precision = options.precision;
  const scale = options.scale ?? options.decimals;
  if (Number.isFinite(scale)) scalar.scale = scale;
  for (const flag of ['binary', 'unsigned', 'zerofill']) if (options[flag]) scalar[flag] = true;
  if (type.values) scalar.values = type.values.map(String);
  if (element instanceof ABSTRACT) scalar.of = scalarType(element);
  if (type.fields) scalar.fields = type.fields;
  if (type instanceof GEOMETRY) Object.assign(scalar, { geometry: type.type, srid: type.srid });
  return scalar;
}

/** The type object of what Rust calls a `ScalarType`. */
export function typeOf(scalar) {
  if (scalar.raw) return scalar.raw;
  const type = types[scalar.key];
  if (!type) return scalar.key;
  if (type === ENUM) return new ENUM({ values: scalar.values });
  if (type === GEOMETRY || type === GEOGRAPHY) return new type(scalar.geometry ?? undefined, scalar.srid ?? undefined);
  if (type === ARRAY || type === RANGE || type === VIRTUAL) return new type(scalar.of && typeOf(scalar.of));
  const { length, precision, scale, binary, unsigned, zerofill } = scalar;
  const options = { length: length ?? undefined, precision: precision ?? undefined, scale: scale ?? undefined };
  if (binary) options.binary = true;
  if (unsigned) options.unsigned = true;
  if (zerofill) options.zerofill = true;
  return new type(options);
}
