// A shop: owners offer goods, a customer has one basket and many orders.
const Customer = sequelize.define('customer', { email: { type: DataTypes.STRING, allowNull: false } });
const Good = sequelize.define('good', { name: DataTypes.STRING, price: { type: DataTypes.DOUBLE, allowNull: false } });
const Basket = sequelize.define('basket', {});
const BasketLine = sequelize.define('basketLine', { quantity: { type: DataTypes.INTEGER, defaultValue: 1 } });
const Purchase = sequelize.define('purchase', {});
const PurchaseLine = sequelize.define('purchaseLine', { quantity: DataTypes.INTEGER });
Good.belongsTo(Customer, { constraints: true, onDelete: 'CASCADE' });
Customer.hasMany(Good);
Customer.hasOne(Basket);
Basket.belongsTo(Customer);
Basket.belongsToMany(Good, { through: BasketLine });
Good.belongsToMany(Basket, { through: BasketLine });
Purchase.belongsTo(Customer);
Customer.hasMany(Purchase);
Purchase.belongsToMany(Good, { through: PurchaseLine });
await sequelize.sync({ force: true });
const customer = await Customer.create({ email: 'c@shop.org' });
await customer.createBasket();
await attempt('createGood', () => customer.createGood({ name: 'Lamp', price: 12.5 }));
await customer.createGood({ name: 'Chair', price: 40 });
const basket = await attempt('getBasket', () => customer.getBasket());
const [lamp] = await attempt('getGoods by where', () => customer.getGoods({ where: { name: 'Lamp' } }));
await attempt('addGood', () => basket.addGood(lamp, { through: { quantity: 3 } }));
const inBasket = await attempt('getGoods of the basket', () => basket.getGoods());
await attempt('an order of it', async () => {
  const purchase = await customer.createPurchase();
  return purchase.addGoods(inBasket.map((good) => {
    good.purchaseLine = { quantity: good.basketLine.quantity };
    return good;
  }));
});
await attempt('empty the basket', () => basket.setGoods(null));
await attempt('orders with goods', () => customer.getPurchases({ include: ['goods'] }));
await attempt('destroy the customer', () => customer.destroy());
await attempt('goods left', () => Good.count());
await attempt('orders left', () => Purchase.findAll({ raw: true, attributes: ['id', 'customerId'] }));
