// Counts, sums and averages over each kind of number, in finders and in SQL.
const Sale = sequelize.define('Sale', {
  shop: DataTypes.STRING, pieces: DataTypes.INTEGER, units: DataTypes.BIGINT, price: DataTypes.DECIMAL(8, 2), weight: DataTypes.DOUBLE,
  gift: DataTypes.BOOLEAN, at: DataTypes.DATE, day: DataTypes.DATEONLY,
}, { tableName: 'sales', timestamps: false });
await sequelize.sync();
const at = (text) => new Date(`2020-01-${text}T10:00:00Z`);
await Sale.bulkCreate([
  { shop: 'a', pieces: 1, units: 10, price: '2.50', weight: 1.5, gift: true, at: at('01'), day: '2020-01-01' },
  { shop: 'a', pieces: 2, units: 20, price: '3.25', weight: 2.25, gift: false, at: at('02'), day: '2020-01-02' },
  { shop: 'b', pieces: 4, units: null, price: null, weight: null, gift: null, at: at('03'), day: '2020-01-03' },
]);
const { fn, col, literal, cast } = sequelize;
for (const name of ['pieces', 'units', 'price', 'weight']) {
  for (const method of ['sum', 'min', 'max']) await attempt(`${method} of ${name}`, () => Sale[method](name));
  for (const name2 of ['COUNT', 'SUM', 'AVG', 'MIN', 'MAX']) {
    await attempt(`${name2} of ${name}`, async () => (await Sale.findAll({ attributes: [[fn(name2, col(name)), 'value']], raw: true }))[0]);
  }
}
await attempt('max of a date', () => Sale.max('at'));
await attempt('min of a day', () => Sale.min('day'));
await attempt('max of text', () => Sale.max('shop'));
await attempt('count', () => Sale.count());
await attempt('count of a column', () => Sale.count({ col: 'price' }));
await attempt('count by group', () => Sale.count({ group: ['shop'] }));
await attempt('findAndCountAll', async () => (await Sale.findAndCountAll({ limit: 1, order: ['id'] })).count);
await attempt('by shop', () => Sale.findAll({ attributes: ['shop', [fn('COUNT', col('id')), 'n'], [fn('SUM', col('pieces')), 'pieces'], [fn('SUM', col('price')), 'total']], group: ['shop'], order: ['shop'] }));
await attempt('having', () => Sale.findAll({ attributes: ['shop', [fn('COUNT', col('id')), 'n']], group: ['shop'], having: literal('COUNT(id) > 1'), raw: true }));
await attempt('sum by shop', () => Sale.sum('pieces', { group: ['shop'], plain: false, attributes: ['shop'], order: ['shop'] }).then((rows) => rows));
await attempt('arithmetic', () => Sale.findAll({ attributes: [[literal('pieces * 2'), 'twice'], [literal('units + 1'), 'more'], [literal('price * 2'), 'dear'], [literal('weight / 2'), 'half'], [literal('pieces > 1'), 'many']], order: ['id'], raw: true }));
await attempt('cast', () => Sale.findAll({ attributes: [[cast(col('pieces'), 'char(1)'), 'text']], order: ['id'], raw: true }));
await attempt('in SQL', () => sequelize.query('SELECT COUNT(*) AS n, SUM(pieces) AS pieces, SUM(units) AS units, SUM(price) AS total, AVG(pieces) AS mean, MAX(weight) AS heavy, MAX(day) AS last FROM sales', { type: QueryTypes.SELECT }));
await attempt('of none', () => sequelize.query('SELECT COUNT(*) AS n, SUM(pieces) AS pieces, MAX(at) AS at FROM sales WHERE id > 99', { type: QueryTypes.SELECT }));
await attempt('grouped in SQL', () => sequelize.query('SELECT shop, COUNT(*) AS n, SUM(price) AS total FROM sales GROUP BY shop ORDER BY shop', { type: QueryTypes.SELECT }));
await attempt('a subquery', () => sequelize.query('SELECT shop, (SELECT COUNT(*) FROM sales s WHERE s.shop = sales.shop) AS n FROM sales ORDER BY id', { type: QueryTypes.SELECT }));
await attempt('a derived table', () => sequelize.query('SELECT n + 1 AS m FROM (SELECT COUNT(*) AS n FROM sales) AS counted', { type: QueryTypes.SELECT }));
await attempt('literals', () => sequelize.query("SELECT 1 AS one, 1.5 AS half, 'x' AS text, NULL AS none", { type: QueryTypes.SELECT }));
await attempt('COALESCE and CASE', () => sequelize.query('SELECT COALESCE(units, 0) AS units, COALESCE(price, 0) AS price, CASE WHEN pieces > 1 THEN pieces ELSE 0 END AS pieces FROM sales ORDER BY id', { type: QueryTypes.SELECT }));
await attempt('functions', () => sequelize.query('SELECT ABS(pieces) AS a, ROUND(price, 1) AS r, LENGTH(shop) AS l, UPPER(shop) AS u FROM sales ORDER BY id', { type: QueryTypes.SELECT }));
await attempt('raw rows', () => Sale.findAll({ raw: true, order: ['id'] }));
await attempt('rows', () => Sale.findAll({ order: ['id'] }));
await attempt('rows in SQL', () => sequelize.query('SELECT * FROM sales ORDER BY id', { type: QueryTypes.SELECT }));
