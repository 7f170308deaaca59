// Scopes: default, named, with arguments, merged, inside includes.
const Shop = sequelize.define('Shop', { name: DataTypes.STRING, open: DataTypes.BOOLEAN }, {
  timestamps: false,
  defaultScope: { where: { open: true } },
  scopes: {
    closed: { where: { open: false } },
    named(name) { return { where: { name } }; },
    stocked: () => ({ include: [{ model: Good }] }),
    sorted: { order: [['name', 'DESC']] },
  },
});
const Good = sequelize.define('Good', { name: DataTypes.STRING, price: DataTypes.INTEGER }, { timestamps: false, defaultScope: { where: { price: 5 } } });
Shop.hasMany(Good);
Good.belongsTo(Shop);
await sequelize.sync();
await Shop.bulkCreate([{ name: 'A', open: true }, { name: 'B', open: false }, { name: 'C', open: true }]);
await Good.bulkCreate([{ name: 'nail', price: 5, ShopId: 1 }, { name: 'saw', price: 9, ShopId: 1 }]);
const names = (shops) => shops.map((shop) => shop.name);
await attempt('default', async () => names(await Shop.findAll()));
await attempt('unscoped', async () => names(await Shop.unscoped().findAll()));
await attempt('closed', async () => names(await Shop.scope('closed').findAll()));
await attempt('with an argument', async () => names(await Shop.scope({ method: ['named', 'B'] }).findAll()));
await attempt('two', async () => names(await Shop.scope('defaultScope', 'sorted').findAll()));
await attempt('the call wins', async () => names(await Shop.findAll({ where: { open: false } })));
await attempt('include in a scope', () => Shop.scope('stocked').findAll({ order: ['id'] }));
await attempt('count', () => Shop.count());
await attempt('included default scope', () => Shop.findAll({ include: Good }));
await attempt('unscoped include', () => Shop.findAll({ include: Good.unscoped() }));
await attempt('accessor', async () => (await Shop.findByPk(1)).getGoods());
await attempt('accessor without scope', async () => (await Shop.findByPk(1)).getGoods({ scope: null }));
await attempt('unknown', () => Shop.scope('none').findAll());
Shop.addScope('late', { where: { name: 'C' } });
await attempt('added', async () => names(await Shop.scope('late').findAll()));
await attempt('added twice', () => Shop.addScope('late', {}));
await attempt('update in scope', () => Shop.scope('closed').update({ name: 'Z' }, { where: {} }));
await attempt('destroy in scope', () => Shop.scope('closed').destroy());
