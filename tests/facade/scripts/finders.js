// Finding: operators, order, paging, aggregates, findOrCreate and friends.
const Book = sequelize.define('Book', {
  title: DataTypes.STRING, pages: DataTypes.INTEGER, price: DataTypes.FLOAT, inPrint: DataTypes.BOOLEAN, isbn: { type: DataTypes.STRING, unique: true },
}, { timestamps: false });
await Book.sync();
await Book.bulkCreate([
  { title: 'Ants', pages: 120, price: 9.5, inPrint: true, isbn: 'a' },
  { title: 'Bees', pages: 300, price: 20, inPrint: false, isbn: 'b' },
  { title: 'Crows', pages: 80, price: null, inPrint: true, isbn: 'c' },
  { title: "Dove's nest", pages: 300, price: 12.25, isbn: 'd' },
]);
const titles = async (options) => (await Book.findAll({ order: ['id'], ...options })).map((book) => book.title);
const { gt, gte, lt, lte, ne, eq, not, between, notBetween, like, notLike, startsWith, endsWith, substring, or, and, is } = Op;
await attempt('equal', () => titles({ where: { pages: 300 } }));
await attempt('list', () => titles({ where: { id: [1, 3] } }));
await attempt('empty list', () => titles({ where: { id: [] } }));
await attempt('not in', () => titles({ where: { id: { [Op.notIn]: [1, 3] } } }));
await attempt('greater', () => titles({ where: { pages: { [gt]: 100, [lt]: 300 } } }));
await attempt('at least, at most', () => titles({ where: { pages: { [gte]: 80, [lte]: 120 } } }));
await attempt('not equal', () => titles({ where: { pages: { [ne]: 300 } } }));
await attempt('null', () => titles({ where: { price: null } }));
await attempt('not null', () => titles({ where: { price: { [not]: null } } }));
await attempt('is true', () => titles({ where: { inPrint: true } }));
await attempt('between', () => titles({ where: { pages: { [between]: [100, 200] } } }));
await attempt('not between', () => titles({ where: { pages: { [notBetween]: [100, 200] } } }));
await attempt('like', () => titles({ where: { title: { [like]: '%e%' } } }));
await attempt('not like', () => titles({ where: { title: { [notLike]: 'A%' } } }));
await attempt('starts, ends, has', () => titles({ where: { [or]: [{ title: { [startsWith]: 'An' } }, { title: { [endsWith]: 'ws' } }, { title: { [substring]: 'ee' } }] } }));
await attempt('a quote', () => titles({ where: { title: "Dove's nest" } }));
await attempt('or on one attribute', () => titles({ where: { pages: { [or]: [80, { [gt]: 200 }] } } }));
await attempt('and of or', () => titles({ where: { [and]: [{ inPrint: true }, { [or]: { pages: 80, price: { [lt]: 10 } } }] } }));
await attempt('not a group', () => titles({ where: { [not]: { pages: 300 } } }));
await attempt('a column', () => titles({ where: { pages: { [gt]: { [Op.col]: 'price' } } } }));
await attempt('sequelize.where', () => titles({ where: sequelize.where(sequelize.fn('length', sequelize.col('title')), 4) }));
await attempt('literal', () => titles({ where: sequelize.literal('pages % 100 = 0') }));
await attempt('order', () => titles({ order: [['pages', 'DESC'], ['title', 'ASC']] }));
await attempt('order by fn', () => titles({ order: [[sequelize.fn('length', sequelize.col('title')), 'DESC'], 'id'] }));
await attempt('limit, offset', () => titles({ limit: 2, offset: 1 }));
await attempt('attributes', () => Book.findAll({ attributes: ['title', ['pages', 'leaves']], limit: 1 }));
await attempt('exclude', () => Book.findAll({ attributes: { exclude: ['isbn', 'price'] }, limit: 1 }));
await attempt('include a computed one', () => Book.findAll({ attributes: { include: [[sequelize.fn('upper', sequelize.col('title')), 'loud']] }, limit: 1 }));
await attempt('raw', () => Book.findAll({ raw: true }));
await attempt('group', () => Book.findAll({ attributes: ['pages', [sequelize.fn('COUNT', sequelize.col('id')), 'n']], group: 'pages', order: ['pages'], raw: true }));
await attempt('having', () => Book.findAll({ attributes: ['pages', [sequelize.fn('COUNT', '*'), 'n']], group: ['pages'], having: sequelize.literal('COUNT(*) > 1'), raw: true }));
await attempt('count', () => Book.count());
await attempt('count where', () => Book.count({ where: { pages: 300 } }));
await attempt('count col', () => Book.count({ col: 'price' }));
await attempt('count group', async () => (await Book.count({ group: ['pages'] })).sort((a, b) => a.pages - b.pages));
await attempt('max', () => Book.max('pages'));
await attempt('min where', () => Book.min('price', { where: { pages: 300 } }));
await attempt('sum', () => Book.sum('price'));
await attempt('findByPk', () => Book.findByPk(2));
await attempt('findByPk of none', () => Book.findByPk(99));
await attempt('findByPk null', () => Book.findByPk(null));
await attempt('findByPk of an object', () => Book.findByPk({}));
await attempt('findOne', () => Book.findOne({ where: { pages: 300 } }));
await attempt('findOne by a unique key', () => Book.findOne({ where: { isbn: 'c' } }));
await attempt('rejectOnEmpty', () => Book.findOne({ where: { id: 99 }, rejectOnEmpty: true }));
await attempt('findAndCountAll', () => Book.findAndCountAll({ where: { inPrint: true }, limit: 1 }));
await attempt('findOrCreate finds', () => Book.findOrCreate({ where: { isbn: 'a' }, defaults: { title: 'X' } }));
await attempt('findOrCreate creates', () => Book.findOrCreate({ where: { isbn: 'e' }, defaults: { title: 'Eels' } }));
await attempt('findOrBuild', () => Book.findOrBuild({ where: { isbn: 'f' }, defaults: { title: 'Flies' } }));
await attempt('findCreateFind', () => Book.findCreateFind({ where: { isbn: 'g' } }));
await attempt('findById is gone', () => Book.findById(1));
await attempt('where as text is gone', () => Book.findAll({ where: 'id > 10' }));
await attempt('findAll of a number', () => Book.findAll(1));
await attempt('an unknown column', () => Book.findAll({ where: { nothing: 1 } }));
