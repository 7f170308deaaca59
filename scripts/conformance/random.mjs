// Makes random schemas of 2–8 models and 1–15 associations, the same ones for the same seed.

const NAMES = ['User', 'Task', 'Team', 'Order', 'Item', 'Person', 'Category', 'Box'];
const ALIASES = ['owner', 'Parts', 'children', 'Boss', 'items', 'main', 'news', 'Sheep'];
const KEYS = ['ownerId', 'ref', 'parent_id', 'UserId', 'TaskId'];
const ACTIONS = ['CASCADE', 'SET NULL', 'RESTRICT', 'NO ACTION', 'SET DEFAULT'];

/** Yields `[name, code]`, `count` times. */
export function* randomModels(count, seed = 20240229) {
  for (let i = 0; i < count; i += 1) yield [`random/${i}`, model(mulberry(seed + i))];
}

function mulberry(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function model(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const chance = (share) => random() < share;
  const names = NAMES.slice(0, 2 + Math.floor(random() * 7));
  const lines = names.map((name) => {
    const attributes = [];
    if (chance(0.2)) attributes.push('code: { type: DataTypes.STRING(12), primaryKey: true }');
    if (chance(0.4)) attributes.push('mail: { type: DataTypes.STRING, unique: true, field: "e_mail" }');
    if (chance(0.15)) attributes.push(`${pick(KEYS)}: { type: DataTypes.INTEGER${chance(0.5) ? `, allowNull: ${chance(0.5)}` : ''} }`);
    if (chance(0.2)) attributes.push("mood: DataTypes.ENUM('up', 'down')");
    const options = [];
    if (chance(0.2)) options.push('underscored: true');
    if (chance(0.15)) options.push('timestamps: false');
    if (chance(0.1)) options.push('paranoid: true');
    if (chance(0.1)) options.push('freezeTableName: true');
    if (chance(0.05)) options.push("schema: 'shop'");
    return `const ${name} = sequelize.define('${name}', { ${attributes.join(', ')} }, { ${options.join(', ')} });`;
  });
  const calls = 1 + Math.floor(random() * 15);
  for (let i = 0; i < calls; i += 1) {
    const kind = pick(['belongsTo', 'hasOne', 'hasMany', 'belongsToMany']);
    const options = [];
    const source = pick(names);
    const target = pick(names);
    // A model that leads through itself loses its id, and nothing it says after that makes sense.
    const others = names.filter((name) => name !== source && name !== target);
    if (kind === 'belongsToMany') options.push(chance(0.7) || !others.length ? `through: '${pick(['AB', 'Links', 'joined'])}'` : `through: ${pick(others)}`);
    if (chance(0.35)) options.push(`as: '${pick(ALIASES)}'`);
    if (chance(0.3)) options.push(chance(0.5) ? `foreignKey: '${pick(KEYS)}'` : `foreignKey: { name: '${pick(KEYS)}', allowNull: ${chance(0.5)} }`);
    if (kind === 'belongsToMany' && chance(0.2)) options.push(`otherKey: '${pick(KEYS)}'`);
    if (chance(0.2)) options.push(`onDelete: '${pick(ACTIONS)}'`);
    if (chance(0.1)) options.push(`onUpdate: '${pick(ACTIONS)}'`);
    if (chance(0.1)) options.push('constraints: false');
    if (chance(0.08)) options.push(`${kind === 'belongsTo' ? 'targetKey' : 'sourceKey'}: 'mail'`);
    // One that Sequelize refuses must not end the file.
    lines.push(`try { ${source}.${kind}(${target}, { ${options.join(', ')} }); } catch {}`);
  }
  return `${lines.join('\n')}\n`;
}
