// Random programs: finders, writers and accessors with random options over a fixed set of models and
// rows. The same seed gives the same program.
import { generator, shuffled } from '../../../scripts/conformance/random.mjs';

/** Models with most of what a query can meet, and rows for them. */
const WORLD = `
const User = sequelize.define('User', {
  name: { type: DataTypes.STRING, allowNull: false },
  email: { type: DataTypes.STRING, unique: true },
  age: DataTypes.INTEGER,
  score: DataTypes.DOUBLE,
  isAdmin: { type: DataTypes.BOOLEAN, defaultValue: false },
  role: DataTypes.ENUM('owner', 'member', 'guest'),
  settings: DataTypes.JSON,
  born: DataTypes.DATEONLY,
  shout: { type: DataTypes.VIRTUAL, get() { return String(this.get('name')).toUpperCase(); } },
}, {
  timestamps: false,
  scopes: { admins: { where: { isAdmin: true } }, olderThan: (age) => ({ where: { age: { [Op.gt]: age } } }), short: { attributes: ['id', 'name'], limit: 2 } },
});
const Profile = sequelize.define('Profile', { code: { type: DataTypes.STRING(8), primaryKey: true }, bio: DataTypes.TEXT }, { timestamps: false, tableName: 'profile' });
const Team = sequelize.define('Team', { title: DataTypes.STRING, foundedIn: DataTypes.INTEGER }, { underscored: true, timestamps: false });
const Membership = sequelize.define('Membership', { rank: { type: DataTypes.INTEGER, defaultValue: 1 }, since: { type: DataTypes.DATEONLY, field: 'since_day' } }, { timestamps: false });
const Post = sequelize.define('Post', {
  title: DataTypes.STRING,
  views: { type: DataTypes.INTEGER, defaultValue: 0 },
  publishedOn: { type: DataTypes.DATEONLY, field: 'published_on' },
}, { paranoid: true, updatedAt: false, createdAt: 'made', scopes: { read: { where: { views: { [Op.gt]: 0 } } }, withAuthor: { include: [{ model: User, as: 'author' }] } } });
const Comment = sequelize.define('Comment', { text: DataTypes.STRING, stars: DataTypes.INTEGER }, { timestamps: false, defaultScope: { where: { stars: { [Op.ne]: 99 } } } });
const Tag = sequelize.define('Tag', { slug: { type: DataTypes.STRING(20), primaryKey: true }, colour: DataTypes.STRING }, { timestamps: false });
User.hasOne(Profile);
Profile.belongsTo(User);
User.hasMany(Post, { as: 'posts', foreignKey: 'authorId' });
Post.belongsTo(User, { as: 'author', foreignKey: 'authorId' });
Post.hasMany(Comment, { onDelete: 'CASCADE' });
Comment.belongsTo(Post);
Comment.belongsTo(User, { as: 'writer' });
User.hasMany(Comment, { as: 'comments', foreignKey: 'writerId' });
Comment.belongsTo(Comment, { as: 'parent' });
Comment.hasMany(Comment, { as: 'replies', foreignKey: 'parentId' });
User.belongsToMany(Team, { through: Membership });
Team.belongsToMany(User, { through: Membership });
User.hasMany(Membership);
Membership.belongsTo(User);
Post.belongsToMany(Tag, { through: 'post_tags', foreignKey: 'postId', timestamps: false });
Tag.belongsToMany(Post, { through: 'post_tags', foreignKey: 'tagSlug', timestamps: false });
`;

const ROWS = `
await sequelize.sync();
await User.bulkCreate([
  { id: 1, name: 'Ada', email: 'ada@x', age: 36, score: 9.5, isAdmin: true, role: 'owner', settings: { theme: 'dark', size: { w: 2 } }, born: '1985-12-10' },
  { id: 2, name: 'Ben', email: 'ben@x', age: 20, score: 1, role: 'member', settings: { theme: 'light' }, born: '2001-01-31' },
  { id: 3, name: 'cleo', email: null, age: null, score: null, role: null, settings: null, born: null },
  { id: 4, name: "D'Arcy", email: 'd@y', age: 51, score: -2.25, isAdmin: true, role: 'guest', settings: { size: { w: 5 } }, born: '1970-02-28' },
  { id: 5, name: 'Eve_%', email: 'eve@x', age: 20, score: 0, isAdmin: null, role: 'member', settings: [1, 2], born: '2001-02-01' },
]);
await Profile.bulkCreate([{ code: 'p1', bio: 'counts', UserId: 1 }, { code: 'p2', bio: null, UserId: 2 }, { code: 'p9', bio: 'lost' }]);
await Team.bulkCreate([{ id: 1, title: 'Red', foundedIn: 1999 }, { id: 2, title: 'Blue', foundedIn: 2010 }, { id: 3, title: 'Empty' }]);
await Membership.bulkCreate([{ UserId: 1, TeamId: 1, rank: 2, since: '2020-01-01' }, { UserId: 2, TeamId: 1 }, { UserId: 2, TeamId: 2, rank: 5 }, { UserId: 4, TeamId: 2, rank: null }]);
await Post.bulkCreate([
  { id: 1, title: 'First', views: 10, publishedOn: '2024-01-01', authorId: 1 }, { id: 2, title: 'second', views: 0, authorId: 1 },
  { id: 3, title: 'Third', views: 7, publishedOn: '2024-02-01', authorId: 2 }, { id: 4, title: null, views: 3, authorId: null },
  { id: 5, title: 'Gone', views: 7, authorId: 2 }, { id: 6, title: 'First', views: 1, authorId: 4 },
]);
await Post.destroy({ where: { id: 5 } });
await Comment.bulkCreate([
  { id: 1, text: 'a', stars: 5, PostId: 1, writerId: 2 }, { id: 2, text: 'b', stars: 3, PostId: 1, writerId: 2, parentId: 1 }, { id: 3, text: 'c', stars: null, PostId: 1, writerId: null, parentId: 1 },
  { id: 4, text: 'd', stars: 99, PostId: 3, writerId: 1 }, { id: 5, text: 'e', stars: 1, PostId: 5, writerId: 4 }, { id: 6, text: null, stars: 4, PostId: 6, writerId: 1, parentId: 2 },
]);
await Tag.bulkCreate([{ slug: 'js', colour: 'red' }, { slug: 'sql', colour: 'blue' }, { slug: 'old', colour: null }]);
await sequelize.models.post_tags.bulkCreate([{ postId: 1, tagSlug: 'js' }, { postId: 1, tagSlug: 'sql' }, { postId: 3, tagSlug: 'sql' }, { postId: 6, tagSlug: 'old' }]);
`;

const MODELS = {
  User: { key: 'id', attributes: { id: 'id', name: 'text', email: 'text', age: 'number', score: 'number', isAdmin: 'boolean', role: 'role', born: 'day', settings: 'json' } },
  Profile: { key: 'code', attributes: { code: 'text', bio: 'text', UserId: 'id' } },
  Team: { key: 'id', attributes: { id: 'id', title: 'text', foundedIn: 'number' } },
  Membership: { key: null, attributes: { rank: 'number', since: 'day', UserId: 'id', TeamId: 'id' } },
  Post: { key: 'id', attributes: { id: 'id', title: 'text', views: 'number', publishedOn: 'day', authorId: 'id' } },
  Comment: { key: 'id', attributes: { id: 'id', text: 'text', stars: 'number', PostId: 'id', writerId: 'id', parentId: 'id' } },
  Tag: { key: 'slug', attributes: { slug: 'text', colour: 'text' } },
};

/** Name, target, whether `as` must be said, and the kind. */
const ASSOCIATIONS = {
  User: [['Profile', 'Profile', false, 'one'], ['posts', 'Post', true, 'many'], ['comments', 'Comment', true, 'many'], ['Teams', 'Team', false, 'through'], ['Memberships', 'Membership', false, 'many']],
  Profile: [['User', 'User', false, 'to']],
  Team: [['Users', 'User', false, 'through']],
  Membership: [['User', 'User', false, 'to']],
  Post: [['author', 'User', true, 'to'], ['Comments', 'Comment', false, 'many'], ['Tags', 'Tag', false, 'through']],
  Comment: [['Post', 'Post', false, 'to'], ['writer', 'User', true, 'to'], ['parent', 'Comment', true, 'to'], ['replies', 'Comment', true, 'many']],
  Tag: [['Posts', 'Post', false, 'through']],
};

const SAMPLES = {
  id: ['1', '2', '3', '99', 'null', "'1'"],
  number: ['0', '1', '3', '7', '20', '-2', '9.5', 'null', "'7'"],
  text: ["'Ada'", "'First'", "'js'", "'p1'", "''", "'D\\'Arcy'", 'null', "'a'", "'x\\\\y'", '5'],
  boolean: ['true', 'false', 'null', '1'],
  role: ["'owner'", "'guest'", "'member'", 'null'],
  day: ["'2024-01-01'", "'2001-01-31'", "new Date(Date.UTC(2024, 1, 1))", 'null'],
};

/** What MySQL takes for these types in a statement that writes: it refuses to read a text as a number there. */
const CHECKED = { ...SAMPLES, text: SAMPLES.text.filter((value) => value !== '5') };

/** What a strictly typed database takes for these types. */
const TYPED = {
  ...CHECKED,
  number: ['0', '1', '3', '7', '20', '-2', 'null', "'7'"],
  boolean: ['true', 'false', 'null'],
};

/**
 * The text of the program of a seed: `calls` calls, each `attempt`ed on its own. On a server, the rows that
 * a LIMIT leaves are told by their order alone: it ends with the key.
 */
export function randomProgram(seed, { dialect = 'sqlite', calls = 12 } = {}) {
  const isServed = dialect !== 'sqlite';
  const isTyped = dialect === 'postgres';
  // Which group is the first, these two do not say.
  const tellsGroups = dialect !== 'postgres' && dialect !== 'mysql';
  const samples = isTyped ? TYPED : isServed ? CHECKED : SAMPLES;
  const random = generator(seed);
  const upTo = (count) => Math.floor(random() * count);
  const pick = (list) => list[upTo(list.length)];
  const chance = (probability) => random() < probability;
  const some = (list, most) => shuffled(list, random).slice(0, 1 + upTo(Math.min(most, list.length)));
  const text = (value) => `'${value}'`;
  const object = (members) => `{ ${members.filter(Boolean).join(', ')} }`;

  const lines = [];
  for (let i = 0; i < calls; i += 1) lines.push(`await attempt('${i}', async () => ${call()});`);
  // PostgreSQL counts the keys that it gave, not those that were given.
  const rows = isTyped ? ROWS.replaceAll(/\{ id: \d+, /g, '{ ') : ROWS;
  return `${WORLD}${rows}${lines.join('\n')}\n`;

  function call() {
    const model = pick(['User', 'User', 'Post', 'Post', 'Post', 'Comment', 'Comment', 'Team', 'Tag', 'Profile', 'Membership']);
    const shape = random();
    if (shape < 0.62) return finder(model);
    if (shape < 0.82) return accessor(pick(['User', 'Post', 'Comment', 'Team', 'Tag', 'Profile']));
    return writer(model);
  }

  function scoped(model) {
    if (!chance(0.15)) return model;
    if (model === 'User') return pick(["User.scope('admins')", "User.scope({ method: ['olderThan', 19] })", isServed ? 'User.unscoped()' : "User.scope('admins', 'short')", "User.scope(null)"]);
    if (model === 'Post') return pick(["Post.scope('read')", "Post.scope('withAuthor')", "Post.scope('read', 'withAuthor')"]);
    if (model === 'Comment') return 'Comment.unscoped()';
    return model;
  }

  function finder(model) {
    const on = scoped(model);
    switch (upTo(14)) {
      case 0: return `${on}.findOne(${query(model, isServed)})`;
      case 1: return `${on}.findAndCountAll(${query(model)})`;
      case 2: return `${on}.count(${object([where(model, 0.7), chance(0.4) && `include: ${include(model, 1)}`, chance(0.3) && 'distinct: true', chance(0.2) && `col: ${text(pick(plain(model)))}`, chance(0.2) && `group: [${text(pick(plain(model)))}]`])})`;
      case 3: return `${on}.${pick(adds(model) ? ['max', 'min', 'sum'] : ['max', 'min'])}(${text(pick(added(model)))}, ${object([where(model, 0.5), chance(0.2) && tellsGroups && `group: [${text(pick(plain(model)))}]`, chance(0.2) && 'plain: false'])})`;
      case 4: return `${on}.findByPk(${keyed(model, ["1", "2", "'js'", "'p1'", '99', 'null'])}, ${object([chance(0.5) && `include: ${include(model, 1)}`, attributes(model)])})`;
      case 5: return `${on}.findAll(${grouped(model)})`;
      case 6: return `${on}.aggregate(${text(pick(added(model)))}, ${text(pick(adds(model) ? ['count', 'avg', 'max'] : ['count', 'max']))}, ${object([where(model, 0.5), chance(0.3) && 'distinct: true'])})`;
      default: return `${on}.findAll(${query(model)})`;
    }
  }

  function query(model, isFirst = false) {
    const includes = chance(0.5) ? some(ASSOCIATIONS[model], 2) : [];
    const plainly = includes.map((association) => included(association, 1));
    return object([
      where(model, 0.6, includes), attributes(model),
      includes.length > 0 && `include: ${plainly.length === 1 && chance(0.3) ? plainly[0] : `[${plainly.join(', ')}]`}`,
      ...page(model, includes, isFirst),
      chance(0.08) && !isFirst && 'raw: true', chance(0.06) && !isFirst && 'nest: true, raw: true', chance(0.08) && 'paranoid: false', chance(0.05) && 'subQuery: false',
    ]);
  }

  /** Rows of a page are told by their order alone: it ends with the key. */
  function page(model, includes, isFirst) {
    const given = order(model, includes);
    // An OFFSET alone cuts the joined rows, wherever they come.
    const limit = chance(0.3) && `limit: ${upTo(4)}`;
    const limits = [limit, (limit || includes.length === 0) && chance(0.4) && `offset: ${upTo(3)}`].filter(Boolean);
    if (limits.length === 0 && !isFirst) return [given];
    return [endingWithKey(model, given), ...limits];
  }

  function endingWithKey(model, given = '') {
    const keys = MODELS[model].key ? [MODELS[model].key] : ['UserId', 'TeamId'];
    const last = keys.map((key) => `[${text(key)}]`).join(', ');
    return given ? `${given.slice(0, -1)}, ${last}]` : `order: [${last}]`;
  }

  /** What tells which of several rows is found. */
  function first(model) {
    return isServed && endingWithKey(model);
  }

  function grouped(model) {
    const by = pick(plain(model));
    const aggregated = pick(adds(model) ? ['COUNT', 'MAX', 'SUM'] : ['COUNT', 'MAX']);
    const of = isServed && aggregated !== 'COUNT' ? pick(added(model)) : pick(plain(model));
    const aggregate = `[sequelize.fn('${aggregated}', sequelize.col(${text(fieldOf(model, of))})), 'n']`;
    return object([
      `attributes: [${text(by)}, ${aggregate}]`, `group: ${pick([`[${text(by)}]`, text(by)])}`,
      chance(0.3) && `having: sequelize.where(sequelize.fn('COUNT', sequelize.col('*')), { [Op.gte]: ${upTo(3)} })`,
      where(model, 0.3), chance(0.5) && `order: [[sequelize.literal('n'), '${pick(['ASC', 'DESC'])}'], [${text(by)}, 'ASC']]`, chance(0.4) && 'raw: true',
    ]);
  }

  function plain(model) {
    return Object.keys(MODELS[model].attributes).filter((name) => MODELS[model].attributes[name] !== 'json');
  }

  /** One of the keys; where texts and numbers are not compared, none that is a number for a key that is a text. */
  function keyed(model, keys) {
    const isText = MODELS[model].attributes[MODELS[model].key] === 'text';
    return pick(isTyped && isText ? keys.filter((key) => !/^\d/.test(key)) : keys);
  }

  /** The attributes that a sum or the like is asked of: on a server, numbers alone. */
  function added(model) {
    const numbers = plain(model).filter((name) => ['id', 'number'].includes(MODELS[model].attributes[name]));
    return isServed && numbers.length > 0 ? numbers : plain(model);
  }

  /** Whether a sum of them has a sense to the database. */
  function adds(model) {
    return !isServed || added(model).every((name) => ['id', 'number'].includes(MODELS[model].attributes[name]));
  }

  /** A column as text: where types are strict, one that is none is changed into one. */
  function written(model, name = pick(plain(model))) {
    const column = `sequelize.col('${model}.${fieldOf(model, name)}')`;
    return isTyped && MODELS[model].attributes[name] !== 'text' ? `sequelize.cast(${column}, 'text')` : column;
  }

  function fieldOf(model, name) {
    return { 'Post.publishedOn': 'published_on', 'Team.foundedIn': 'founded_in', 'Membership.since': 'since_day' }[`${model}.${name}`] ?? name;
  }

  function attributes(model) {
    if (!chance(0.3)) return '';
    const names = some(plain(model).slice(0, -1), 3);
    switch (upTo(5)) {
      case 0: return `attributes: { exclude: [${names.map(text).join(', ')}] }`;
      case 1: return `attributes: { include: [[sequelize.${pick([`fn('upper', ${written(model, names[0])})`, "literal('1 + 1')"])}, 'extra']] }`;
      case 2: return `attributes: [${names.map((name) => pick([text(name), `[${text(name)}, 'x_${name}']`])).join(', ')}]`;
      case 3: return `attributes: [${names.map(text).join(', ')}, ${text(MODELS[model].key ?? names[0])}]`;
      default: return `attributes: [${names.map(text).join(', ')}]`;
    }
  }

  function where(model, probability, includes = []) {
    if (!chance(probability)) return '';
    return `where: ${condition(model, 2, includes)}`;
  }

  function condition(model, depth, includes = []) {
    const members = [];
    const seen = new Set();
    for (let count = 1 + upTo(2); count > 0; count -= 1) {
      const member = comparison(model, depth, includes);
      const key = member.split(':')[0];
      if (!seen.has(key)) members.push(member);
      seen.add(key);
    }
    return object(members);
  }

  function comparison(model, depth, includes) {
    if (depth > 0 && chance(0.25)) {
      const parts = Array.from({ length: 1 + upTo(3) }, () => condition(model, depth - 1));
      switch (upTo(5)) {
        case 0: return `[Op.not]: ${parts[0]}`;
        case 1: return `[Op.or]: ${parts[0]}`;
        case 2: return `[Op.and]: [${parts.join(', ')}]`;
        case 3: return `[Op.and]: [sequelize.where(sequelize.fn('lower', ${written(model)}), ${pick(["'ada'", "{ [Op.like]: '%a%' }", isServed ? "'<', 'm'" : "'<', 5"])})]`;
        default: return `[Op.or]: [${parts.join(', ')}]`;
      }
    }
    if (includes.length > 0 && chance(0.2)) {
      const [alias, target] = pick(includes);
      const name = pick(plain(target));
      return `'$${alias}.${fieldOf(target, name)}$': ${operand(MODELS[target].attributes[name], 1)}`;
    }
    const name = pick(Object.keys(MODELS[model].attributes));
    const type = MODELS[model].attributes[name];
    if (type === 'json') return pick(["'settings.theme': 'dark'", 'settings: { size: { w: { [Op.gt]: 1 } } }', "settings: { theme: 'light' }", 'settings: null']);
    return `${name}: ${operand(type, 1)}`;
  }

  function sample(type) {
    return pick(samples[type]);
  }

  function operand(type, depth) {
    const value = () => sample(type);
    const solid = () => { for (;;) { const found = value(); if (found !== 'null') return found; } };
    const isOf = (...types) => types.includes(type);
    // The order of an ENUM's words is one of the things that are not supported.
    switch (upTo(16)) {
      case 0: return `[${[value(), value()].join(', ')}]`;
      case 1: return `{ [Op.in]: [${chance(0.2) ? '' : [solid(), solid()].join(', ')}] }`;
      case 2: return `{ [Op.notIn]: [${chance(0.2) ? '' : [solid(), solid()].join(', ')}] }`;
      case 3: return isTyped && isOf('role') ? value() : `{ [Op.${pick(['gt', 'gte', 'lt', 'lte'])}]: ${solid()} }`;
      case 4: return `{ [Op.ne]: ${value()} }`;
      case 5: return `{ [Op.${pick(['is', 'not'])}]: ${pick(['null', isServed && !isOf('boolean') ? 'null' : 'true', 'null'])} }`;
      case 6: return isTyped && isOf('role') ? value() : `{ [Op.${pick(['between', 'notBetween'])}]: [${solid()}, ${solid()}] }`;
      case 7: return isTyped && !isOf('text') ? value() : `{ [Op.${pick(['like', 'notLike'])}]: ${pick(["'%a%'", "'F%'", "'%\\\\_%'", "'%'"])} }`;
      case 8: return isTyped && !isOf('text') ? value() : `{ [Op.${pick(['startsWith', 'endsWith', 'substring'])}]: ${pick(["'F'", "'a'", "'_%'", "'D\\''"])} }`;
      case 9: return depth > 0 ? `{ [Op.or]: [${operand(type, 0)}, ${operand(type, 0)}] }` : value();
      // Of a day, Sequelize makes today of what is no date.
      case 10: return depth > 0 && type !== 'day' && !isServed ? `{ [Op.not]: ${operand(type, 0)} }` : value();
      case 11: return depth > 0 && !(isTyped && isOf('role')) ? `{ [Op.gt]: ${solid()}, [Op.lt]: ${solid()} }` : value();
      case 12: return `{ [Op.eq]: ${value()} }`;
      case 13: return chance(0.3) && (!isTyped || isOf('id', 'number')) ? "{ [Op.col]: 'User.id' }" : value();
      default: return value();
    }
  }

  function include(model, depth) {
    return `[${some(ASSOCIATIONS[model], 2).map((association) => included(association, depth)).join(', ')}]`;
  }

  function included([alias, target, isAliased, kind], depth) {
    if (chance(0.15)) return text(alias);
    const which = pick([`association: ${text(alias)}`, `model: ${target}${isAliased ? `, as: ${text(alias)}` : ''}`]);
    const separate = kind === 'many' && chance(0.2);
    return object([
      which, chance(0.3) && `where: ${condition(target, 1)}`, attributes(target), chance(0.25) && `required: ${pick(['true', 'false'])}`,
      kind === 'through' && chance(0.4) && `through: ${object([chance(0.6) && 'attributes: []', target !== 'Tag' && target !== 'Post' && chance(0.4) && 'where: { rank: { [Op.gt]: 1 } }'])}`,
      separate && 'separate: true', ...(separate ? few(target, 0.4) : []), chance(0.06) && 'right: true', target === 'Post' && chance(0.2) && 'paranoid: false',
      depth > 0 && chance(0.3) && `include: ${include(target, depth - 1)}`,
      chance(0.04) && 'duplicating: false', chance(0.04) && 'subQuery: false',
    ]);
  }

  /** An order, and perhaps a limit. */
  function few(model, probability) {
    const isLimited = chance(probability);
    const given = order(model, []);
    return [isLimited && 'limit: 2', isLimited && isServed ? endingWithKey(model, given) : given];
  }

  function order(model, includes) {
    if (!chance(0.5)) return '';
    const terms = some(plain(model), 2).map((name) => pick([text(name), `[${text(name)}, 'DESC']`, `[sequelize.fn('lower', ${written(model, name)}), 'ASC']`, `[${text(name)}]`]));
    if (includes.length > 0 && chance(0.5)) {
      const [alias, target, isAliased] = pick(includes);
      const name = text(pick(plain(target)));
      terms.push(pick([`[${isAliased ? `{ model: ${target}, as: ${text(alias)} }` : target}, ${name}, 'DESC']`, `[${text(alias)}, ${name}, 'ASC']`, `[sequelize.col('${alias}.${fieldOf(target, name.slice(1, -1))}'), 'DESC']`]));
    }
    return `order: [${terms.join(', ')}]`;
  }

  function values(model, count) {
    const names = shuffled(plain(model).filter((name) => name !== MODELS[model].key || model === 'Tag' || model === 'Profile'), random).slice(0, count);
    if (MODELS[model].key && ['Tag', 'Profile'].includes(model) && !names.includes(MODELS[model].key)) names.push(MODELS[model].key);
    if (model === 'User' && !names.includes('name') && chance(0.8)) names.push('name');
    return object(names.map((name) => `${name}: ${name === MODELS[model].key ? pick(["'new1'", "'new2'", "'js'"]) : sample(MODELS[model].attributes[name])}`));
  }

  function writer(model) {
    const name = pick(plain(model));
    const number = pick(added(model));
    switch (upTo(12)) {
      case 0: return `${model}.create(${values(model, 4)}${chance(0.3) ? `, { fields: [${some(plain(model), 4).map(text).join(', ')}] }` : ''})`;
      case 1: return `${model}.bulkCreate([${values(model, 3)}, ${values(model, 3)}], ${object([chance(0.3) && 'validate: true', chance(0.3) && 'ignoreDuplicates: true', chance(0.2) && 'individualHooks: true'])})`;
      case 2: return `${model}.update(${values(model, 2)}, ${object([`where: ${condition(model, 1)}`, chance(0.2) && 'individualHooks: true', chance(0.2) && 'paranoid: false', chance(0.15) && !isServed && 'limit: 1'])})`;
      case 3: return `${model}.destroy(${object([`where: ${condition(model, 1)}`, chance(0.3) && 'force: true', chance(0.2) && 'individualHooks: true', chance(0.2) && !isServed && 'limit: 1'])})`;
      case 4: return !adds(model) ? finder(model) : `${model}.${pick(['increment', 'decrement'])}(${pick([text(number), `[${text(number)}]`, `{ ${number}: 2 }`])}, ${object([`where: ${condition(model, 1)}`, chance(0.3) && 'by: 3'])})`;
      case 5: return `${model}.upsert(${object([values(model, 3).slice(2, -2), MODELS[model].key === 'id' && chance(0.7) && `id: ${pick(['1', '50'])}`])})`;
      case 6: return `${model}.findOrCreate({ where: ${object(some(plain(model), 2).map((key) => `${key}: ${sample(MODELS[model].attributes[key])}`))}, ${[`defaults: ${values(model, 2)}`, first(model)].filter(Boolean).join(', ')} })`;
      case 7: return `${model}.findOrBuild(${object([`where: { ${name}: ${sample(MODELS[model].attributes[name])} }`, first(model)])})`;
      case 8: return `Post.restore(${object([chance(0.7) && `where: ${condition('Post', 1)}`])})`;
      case 9: return `${model}.findCreateFind(${object([`where: { ${name}: ${sample(MODELS[model].attributes[name])} }`, `defaults: ${values(model, 2)}`, first(model)])})`;
      case 10: return `(await ${model}.findOne(${object([where(model, 0.8), first(model)])}))?.${pick([`update(${values(model, 2)})`, 'destroy()', 'reload()', adds(model) ? `increment(${text(number)})` : 'reload()', `set(${values(model, 2)}).save()`])}`;
      default: return quoted(`sequelize.query(${pick(["'SELECT * FROM Posts WHERE views > ? AND title LIKE ?', { replacements: [2, '%i%'], type: QueryTypes.SELECT }", "'SELECT name, age FROM Users WHERE age = $age', { bind: { age: 20 }, type: QueryTypes.SELECT }", "'SELECT id, title FROM Posts WHERE id IN (:ids)', { replacements: { ids: [1, 2] }, model: Post, mapToModel: true }", "'UPDATE Teams SET title = ? WHERE id = 3', { replacements: ['Still empty'] }"])})`);
    }
  }

  /** PostgreSQL takes a name as it is written between quotes alone. */
  function quoted(call) {
    return isTyped ? call.replace(/\b(Posts|Users|Teams)\b/, '"$1"') : call;
  }

  function accessor(model) {
    const [alias, target, , kind] = pick(ASSOCIATIONS[model]);
    const key = pick({ Tag: ["'js'", "'sql'", "'old'"], Profile: ["'p1'", "'p9'"] }[model] ?? ['1', '2', '3', '4']);
    const one = `(await ${model}.findByPk(${key}))`;
    const name = alias[0].toUpperCase() + alias.slice(1);
    const singular = { Posts: 'Post', Comments: 'Comment', Teams: 'Team', Users: 'User', Tags: 'Tag', Replies: 'Reply', Memberships: 'Membership' }[name] ?? name;
    const other = () => { const key = pick({ Tag: ["'js'", "'sql'", "'old'"], Profile: ["'p1'", "'p9'"] }[target] ?? ['1', '2', '3', '6']); return chance(0.5) || target === 'Membership' ? key : `await ${target}.findByPk(${key})`; };
    const options = () => object([where(target, 0.4), attributes(target), ...few(target, 0.2), chance(0.15) && 'raw: true', kind === 'through' && chance(0.3) && 'joinTableAttributes: []']);
    if (kind === 'to' || kind === 'one') {
      return pick([`${one}.get${name}(${options()})`, `${one}.get${name}()`, `${one}.set${name}(${pick(['null', other()])})`, `${one}.create${name}(${values(target, 2)})`]);
    }
    const through = kind === 'through' && ['Team', 'User'].includes(target) && chance(0.4) ? ', { through: { rank: 7 } }' : '';
    return pick([
      `${one}.get${name}(${options()})`, `${one}.get${name}(${options()})`, `${one}.count${name}(${object([where(target, 0.4)])})`,
      `${one}.has${singular}(${other()})`, `${one}.has${name}([${other()}, ${other()}])`, `${one}.add${singular}(${other()}${through})`, `${one}.add${name}([${other()}, ${other()}]${through})`,
      `${one}.set${name}([${other()}]${through})`, `${one}.remove${singular}(${other()})`, `${one}.remove${name}([${other()}, ${other()}])`, `${one}.create${singular}(${values(target, 2)}${through})`,
    ]);
  }
}
