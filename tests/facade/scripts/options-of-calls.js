// Options that go through to the query: replacements in finders, benchmark, and orders that look like an attribute.
const Sale = sequelize.define('Sale', { shop: DataTypes.STRING, price: DataTypes.INTEGER }, { timestamps: false });
const Stamped = sequelize.define('Stamped', { name: DataTypes.STRING, createdAt: { type: DataTypes.DATE, allowNull: true }, updatedAt: { type: DataTypes.DATE, allowNull: true } });
await sequelize.sync();
await Sale.bulkCreate([{ shop: 'a', price: 3 }, { shop: 'a', price: 5 }, { shop: "b's", price: 7 }]);
const { literal, fn, col } = Sequelize;
await attempt('named', () => Sale.findAll({ where: literal('price > :least'), replacements: { least: 4 }, order: ['id'], raw: true }));
await attempt('positional', () => Sale.findAll({ where: { [Op.and]: [{ shop: 'a' }, literal('price + ? > ?')] }, replacements: [1, 4], order: ['id'], raw: true }));
await attempt('a text of the query is left alone', () => Sale.findAll({ where: { [Op.and]: [{ shop: ':least' }, literal('price > :least')] }, replacements: { least: 1 } }));
await attempt('in an attribute', () => Sale.findAll({ attributes: [[literal(':word'), 'said']], replacements: { word: "it's" }, limit: 1, order: ['id'], raw: true }));
await attempt('in an order', () => Sale.findAll({ attributes: ['price'], order: literal('CASE WHEN shop = :first THEN 0 ELSE 1 END, price'), replacements: { first: "b's" }, raw: true }));
await attempt('count', () => Sale.count({ where: literal('price > :least'), replacements: { least: 4 } }));
await attempt('sum', () => Sale.sum('price', { where: literal('price > :least'), replacements: { least: 4 } }));
await attempt('one that is missing', () => Sale.findOne({ where: literal('price > :least'), replacements: { most: 4 } }));
await attempt('benchmark', async () => {
  const logged = [];
  await Sale.count({ benchmark: true, logging: (text, elapsed) => logged.push(text, typeof elapsed) });
  return logged;
});
await attempt('an order that says what an attribute says', () => Sale.findAll({
  attributes: ['shop', [fn('SUM', col('price')), 'sum']], group: ['shop'], order: [[fn('SUM', col('price')), 'DESC'], ['shop', 'ASC']], raw: true,
}));
await attempt('an order by an alias', () => Sale.findAll({
  attributes: ['shop', [fn('SUM', col('price')), 'sum']], group: ['shop'], order: [['sum', 'DESC'], ['shop', 'ASC']], raw: true,
}));
await attempt('silent', () => Stamped.create({ name: 'quiet' }, { silent: true }));
await attempt('silent later', async () => {
  const row = await Stamped.create({ name: 'loud' });
  await row.update({ name: 'quiet' }, { silent: true });
  return [row.name, row.changed()];
});
