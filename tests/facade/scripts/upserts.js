// Rows that may be there already: upsert, findOrCreate, findCreateFind, bulkCreate.
const Page = sequelize.define('Page', {
  slug: { type: DataTypes.STRING(40), unique: true, allowNull: false }, title: DataTypes.STRING, views: { type: DataTypes.INTEGER, defaultValue: 0 },
}, { timestamps: true });
const Setting = sequelize.define('Setting', { name: { type: DataTypes.STRING(40), primaryKey: true }, value: DataTypes.STRING }, { timestamps: false });
const Seat = sequelize.define('Seat', { row: DataTypes.INTEGER, place: DataTypes.INTEGER, guest: DataTypes.STRING }, {
  timestamps: false, indexes: [{ unique: true, fields: ['row', 'place'] }],
});
await sequelize.sync();
await attempt('upsert, new', () => Page.upsert({ slug: 'home', title: 'Home' }));
await attempt('upsert, there', () => Page.upsert({ slug: 'home', title: 'Start' }));
await attempt('upsert by the primary key', () => Page.upsert({ id: 1, slug: 'home', title: 'First' }));
await attempt('upsert with returning', () => Page.upsert({ slug: 'about', title: 'About' }, { returning: true }));
await attempt('upsert of some fields', () => Page.upsert({ slug: 'home', title: 'not this', views: 7 }, { fields: ['slug', 'views'] }));
await attempt('upsert of a text key, new', () => Setting.upsert({ name: 'theme', value: 'dark' }));
await attempt('upsert of a text key, there', () => Setting.upsert({ name: 'theme', value: 'light' }));
await attempt('upsert by two columns', () => Seat.upsert({ row: 1, place: 2, guest: 'Ann' }));
await attempt('the same again', () => Seat.upsert({ row: 1, place: 2, guest: 'Bob' }));
await attempt('upsert that is not valid', () => Page.upsert({ title: 'no slug' }));
await attempt('pages', () => Page.findAll({ attributes: ['slug', 'title', 'views'], order: ['slug'], raw: true }));
await attempt('settings', () => Setting.findAll({ raw: true }));
await attempt('seats', () => Seat.findAll({ attributes: ['row', 'place', 'guest'], raw: true }));
await attempt('findOrCreate, there', () => Page.findOrCreate({ where: { slug: 'home' }, defaults: { title: 'never' } }));
await attempt('findOrCreate, new', async () => (await Page.findOrCreate({ where: { slug: 'news' }, defaults: { title: 'News' } })).map((given) => given.title ?? given));
await attempt('findOrCreate that clashes', () => sequelize.transaction((transaction) => Page.findOrCreate({ where: { slug: 'news', title: 'other' }, transaction })));
await attempt('findOrCreate in a transaction', () => sequelize.transaction(async (transaction) => (await Page.findOrCreate({ where: { slug: 'shop' }, transaction }))[1]));
await attempt('findCreateFind, there', async () => (await Page.findCreateFind({ where: { slug: 'home' } }))[1]);
await attempt('findCreateFind, new', async () => (await Page.findCreateFind({ where: { slug: 'help' } }))[1]);
await attempt('findOrBuild', async () => (await Page.findOrBuild({ where: { slug: 'map' } }))[1]);
const slugs = (pages) => pages.map(({ slug, title }) => [slug, title]);
await attempt('bulkCreate, ignored', async () => slugs(await Page.bulkCreate([{ slug: 'home', title: 'x' }, { slug: 'jobs', title: 'Jobs' }], { ignoreDuplicates: true })));
await attempt('bulkCreate, updated', async () => slugs(await Page.bulkCreate([{ slug: 'home', title: 'Back' }, { slug: 'press', title: 'Press' }], { updateOnDuplicate: ['title', 'updatedAt'] })));
await attempt('bulkCreate, a column of two', () => Seat.bulkCreate([{ row: 1, place: 2, guest: 'Cy' }], { updateOnDuplicate: ['guest'] }).then((seats) => seats.map(({ guest }) => guest)));
await attempt('bulkCreate of a text key', () => Setting.bulkCreate([{ name: 'theme', value: 'blue' }, { name: 'size', value: 'big' }], { updateOnDuplicate: ['value'] }));
await attempt('bulkCreate that clashes', () => Page.bulkCreate([{ slug: 'one' }, { slug: 'home' }]));
await attempt('after it', () => Page.findAll({ attributes: ['slug', 'title'], order: ['slug'], raw: true }));
await attempt('settings after it', () => Setting.findAll({ order: ['name'], raw: true }));
