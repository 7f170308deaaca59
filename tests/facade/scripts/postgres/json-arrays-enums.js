// JSONB, arrays, enumerations, ranges and CITEXT's neighbours: set, stored, looked for, changed.
const Post = sequelize.define('Post', {
  title: DataTypes.STRING, meta: DataTypes.JSONB, plain: DataTypes.JSON, tags: DataTypes.ARRAY(DataTypes.STRING), scores: DataTypes.ARRAY(DataTypes.INTEGER),
  rates: DataTypes.ARRAY(DataTypes.DECIMAL(5, 2)), kind: DataTypes.ENUM('draft', 'live'), kinds: DataTypes.ARRAY(DataTypes.ENUM('x', 'y')), grid: DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INTEGER)),
}, { timestamps: false });
await sequelize.sync();
const first = await attempt('create', () => Post.create({
  title: 'One', meta: { author: { name: 'Ann', age: 30 }, tags: ['a', 'b'], ok: true }, plain: [1, { b: 2 }], tags: ['red', 'it\'s "blue"', 'a,b'], scores: [1, 2, 3],
  rates: ['1.5', '2.25'], kind: 'draft', kinds: ['x', 'y'], grid: [[1, 2], [3, 4]],
}));
await Post.bulkCreate([{ title: 'Two', meta: { author: { name: 'Bob', age: 41 } }, tags: [], scores: null, kind: 'live' }, { title: 'Three', meta: null, tags: ['red'], scores: [5] }]);
await attempt('read', () => Post.findAll({ order: ['id'] }));
await attempt('raw', () => Post.findAll({ order: ['id'], raw: true }));
const titles = (label, where) => attempt(label, async () => (await Post.findAll({ where, order: ['id'], attributes: ['title'], raw: true })).map(({ title }) => title));
await titles('a path', { 'meta.author.name': 'Ann' });
await titles('nested', { meta: { author: { age: { [Op.gt]: 35 } } } });
await titles('JSONB contains', { meta: { [Op.contains]: { author: { name: 'Bob' } } } });
await titles('a flag in JSON', { 'meta.ok': true });
await titles('arrays contain', { tags: { [Op.contains]: ['red'] } });
await titles('arrays overlap', { tags: { [Op.overlap]: ['red', 'green'] } });
await titles('arrays contained', { scores: { [Op.contained]: [1, 2, 3, 4] } });
await titles('a whole array', { scores: [5] });
await titles('any', { title: { [Op.any]: ['One', 'Two'] } });
await titles('like any', { title: { [Op.like]: { [Op.any]: ['O%', 'T%'] } } });
await titles('iLike', { title: { [Op.iLike]: 't%' } });
await titles('enum', { kind: 'live' });
await titles('not an enum', { kind: { [Op.ne]: 'live' } });
await attempt('not one of the enum', () => Post.create({ kind: 'gone' }));
await attempt('not one of the enum, in SQL', () => sequelize.query('UPDATE "Posts" SET kind = \'gone\''));
await attempt('update JSONB', async () => { await first.update({ meta: { ...first.meta, ok: false } }); return (await first.reload()).meta; });
await attempt('update an array', async () => { await first.update({ tags: [...first.tags, 'new'] }); return (await first.reload()).tags; });
await attempt('set a key of JSONB', async () => { first.set('meta.author.name', 'Cy'); await first.save(); return (await first.reload()).meta; });
await attempt('append', async () => { await Post.update({ scores: sequelize.fn('array_append', sequelize.col('scores'), 9) }, { where: { id: first.id } }); return (await first.reload()).scores; });
await attempt('order by a path', () => Post.findAll({ attributes: ['title'], order: [['meta.author.age', 'DESC'], ['id', 'ASC']], raw: true }));
await attempt('select a path', () => Post.findAll({ attributes: [[sequelize.json('meta.author.name'), 'who']], order: ['id'], raw: true }));
