// Turns JavaScript values into the façade's JSON: see src/bridge/call.rs.

const ONLY_TYPE_KEYS = ['length', 'precision', 'binary', 'unsigned', 'zerofill', 'values', 'fields', 'srid'];

/** A codec for one loaded Sequelize. */
export function encoder(Sequelize) {
  const { DataTypes, Model, Op, Utils } = Sequelize;
  const operators = new Map(Object.entries(Op).map(([name, symbol]) => [symbol, `@${name}`]));
  const isModel = (value) => typeof value === 'function' && value.prototype instanceof Model;

  function type(value) {
    const instance = typeof value === 'function' ? new value() : value;
    const options = instance.options ?? {};
    const json = { '@': 'type', key: instance.key };
    for (const key of ONLY_TYPE_KEYS) {
      const given = options[key] ?? instance[key];
      if (given !== undefined && given !== null && given !== '') json[key] = given;
    }
    if (instance.key === 'ENUM') json.values = (instance.values ?? []).map(String);
    const scale = options.scale ?? options.decimals;
    if (scale !== undefined) json.scale = scale;
    if (instance.key === 'ARRAY') {
      if (instance.type) json.of = type(instance.type);
    } else if (instance.key === 'RANGE') {
      json.of = type(options.subtype);
    } else if (instance.key === 'VIRTUAL') {
      if (instance.returnType) json.of = type(instance.returnType);
    } else if (options.type) {
      json.geometry = options.type;
    }
    return json;
  }

  const isType = (value) =>
    value instanceof DataTypes.ABSTRACT ||
    (typeof value === 'function' && !isModel(value) && typeof value.key === 'string');

  function encode(value) {
    if (value === null || ['string', 'boolean'].includes(typeof value)) return value;
    if (typeof value === 'number') {
      return Number.isFinite(value) ? value : { '@': 'number', value: String(value) };
    }
    if (typeof value === 'bigint') return { '@': 'bigint', value: String(value) };
    if (isModel(value)) return { '@': 'model', name: value.name };
    if (isType(value)) return type(value);
    if (typeof value === 'function') {
      const deferrable = /^(INITIALLY_DEFERRED|INITIALLY_IMMEDIATE|NOT)$/.exec(value.name);
      return deferrable ? deferrable[1] : { '@': 'function' };
    }
    if (value instanceof Date) return { '@': 'date', iso: value.toISOString() };
    if (Buffer.isBuffer(value)) return { '@': 'bytes', base64: value.toString('base64') };
    if (value instanceof Utils.Literal) return { '@': 'literal', value: value.val };
    if (value instanceof Utils.Fn) return { '@': 'fn', name: value.fn, args: value.args.map(encode) };
    if (value instanceof Utils.Col) return { '@': 'col', name: value.col };
    if (value instanceof Utils.Cast) return { '@': 'cast', value: encode(value.val), type: value.type };
    if (Array.isArray(value)) return value.map(encode);
    const json = {};
    for (const key of Reflect.ownKeys(value)) {
      if (value[key] === undefined || key === 'sequelize') continue;
      const name = typeof key === 'symbol' ? operators.get(key) : key.startsWith('@') ? `@${key}` : key;
      if (name) json[name] = encode(value[key]);
    }
    return json;
  }

  /** Attributes: one that is `undefined` is an object without a type. */
  function attributes(given) {
    return Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name, value === undefined ? {} : encode(value)]));
  }

  return { encode, attributes, isModel };
}
