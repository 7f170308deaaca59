// Random schemas: the text of a model file with 2 to 8 models and 1 to 15 associations, the same one
// for the same seed.

/** A small generator of random numbers (mulberry32), for Math.random takes no seed. */
export function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NAMES = ['User', 'person', 'Category', 'Order', 'order_line', 'Child', 'Series', 'BlogPost', 'Status', 'sheep', 'Index', 'Tag'];
const ALIASES = ['Owner', 'members', 'Parent', 'children', 'best_friend', 'Boss', 'Favourites', 'HomeTeam', 'news', 'Data'];
const TYPES = ['STRING', 'STRING(40)', 'TEXT', 'INTEGER', 'BIGINT', 'DECIMAL(8, 2)', 'BOOLEAN', 'DATE', 'DATEONLY', 'UUID', "ENUM('a', 'b')", 'DOUBLE', 'JSON', 'BLOB'];
const ACTIONS = ['CASCADE', 'SET NULL', 'RESTRICT', 'NO ACTION'];

/** The text of the model file of a seed. */
export function randomBody(seed) {
  const random = generator(seed);
  const upTo = (count) => Math.floor(random() * count);
  const pick = (list) => list[upTo(list.length)];
  const chance = (probability) => random() < probability;

  const names = shuffled(NAMES, random).slice(0, 2 + upTo(7));
  const lines = names.map((name) => `sequelize.define('${name}', ${object(attributes())}, ${object(modelOptions())});`);
  for (let count = 1 + upTo(15); count > 0; count -= 1) lines.push(association());
  return `const { models } = sequelize;\n${lines.join('\n')}\n`;

  function attributes() {
    const fields = {};
    if (chance(0.15)) fields.code = '{ type: DataTypes.STRING(12), primaryKey: true }';
    else if (chance(0.1)) fields.uuid = '{ type: DataTypes.UUID, defaultValue: DataTypes.UUIDV4, primaryKey: true }';
    else if (chance(0.1)) fields.id = '{ type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }';
    for (const name of shuffled(['title', 'firstName', 'amount', 'isDone', 'born_on'], random).slice(0, upTo(4))) fields[name] = attribute();
    if (chance(0.2)) fields[`${pick(names)}Id`] = pick(['DataTypes.INTEGER', '{ type: DataTypes.INTEGER, allowNull: false }', "{ type: DataTypes.INTEGER, onDelete: 'RESTRICT' }"]);
    return fields;
  }

  function attribute() {
    const type = `DataTypes.${pick(TYPES)}`;
    const options = {};
    if (chance(0.3)) options.allowNull = pick(['true', 'false']);
    if (chance(0.15) && !/TEXT|JSON|BLOB/.test(type)) options.unique = pick(['true', "'together'"]);
    if (chance(0.15) && /STRING/.test(type)) options.defaultValue = pick(["''", "'it\\'s'", 'null']);
    if (chance(0.15)) options.field = pick(["'col_a'", "'ColB'"]);
    return Object.keys(options).length > 0 ? object({ type, ...options }) : type;
  }

  function modelOptions() {
    const options = {};
    if (chance(0.2)) options.underscored = 'true';
    if (chance(0.2)) options.timestamps = 'false';
    if (chance(0.1)) options.freezeTableName = 'true';
    if (chance(0.1)) options.paranoid = 'true';
    if (chance(0.1)) options.tableName = `'tbl_${upTo(100)}'`;
    if (chance(0.05)) options.schema = "'shop'";
    return options;
  }

  function association() {
    const source = pick(names);
    const target = pick(names);
    const kind = pick(['belongsTo', 'hasOne', 'hasMany', 'belongsToMany']);
    const options = {};
    if (chance(0.35) || (kind === 'belongsToMany' && source === target)) options.as = `'${pick(ALIASES)}'`;
    if (chance(0.3)) options.foreignKey = foreignKey();
    if (chance(0.25)) options.onDelete = `'${pick(ACTIONS)}'`;
    if (chance(0.1)) options.onUpdate = `'${pick(ACTIONS)}'`;
    if (chance(0.1)) options.constraints = 'false';
    if (chance(0.08)) options[kind === 'belongsTo' ? 'targetKey' : 'sourceKey'] = "'title'";
    if (kind === 'belongsToMany') {
      // A model that leads through itself loses its key, and Sequelize makes no sense of it afterwards.
      const others = names.filter((name) => name !== source && name !== target);
      const through = chance(0.8) || others.length === 0 ? `'${pick(['Links', 'user_links', 'Pairs'])}'` : `models.${pick(others)}`;
      options.through = chance(0.15) ? `{ model: ${through}, unique: false }` : through;
      if (chance(0.2)) options.otherKey = `'${pick(['otherId', 'target_id'])}'`;
      if (chance(0.1)) options.uniqueKey = "'only_once'";
    }
    const call = `models.${source}.${kind}(models.${target}${Object.keys(options).length > 0 ? `, ${object(options)}` : ''});`;
    // One that Sequelize refuses does not end the file.
    return `try { ${call} } catch {}`;
  }

  function foreignKey() {
    if (chance(0.5)) return `'${pick(['ownerId', 'owner_id', 'refId'])}'`;
    const options = {};
    if (chance(0.5)) options.name = `'${pick(['ownerId', 'refId'])}'`;
    if (chance(0.6)) options.allowNull = pick(['true', 'false']);
    if (chance(0.2)) options.field = "'owner_ref'";
    return object(options);
  }
}

const object = (fields) => {
  const entries = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
};

export function shuffled(list, random) {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
