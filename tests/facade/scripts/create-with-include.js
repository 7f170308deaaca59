// Creating a row together with its associated ones.
const Order = sequelize.define('Order', { number: DataTypes.STRING });
const Line = sequelize.define('Line', { amount: DataTypes.INTEGER });
const Customer = sequelize.define('Customer', { name: DataTypes.STRING });
const Coupon = sequelize.define('Coupon', { code: DataTypes.STRING });
Order.hasMany(Line);
Order.belongsTo(Customer);
Order.belongsToMany(Coupon, { through: 'OrderCoupons' });
Coupon.belongsToMany(Order, { through: 'OrderCoupons' });
await sequelize.sync();
await attempt('create', () => Order.create({
  number: 'A-1', Lines: [{ amount: 1 }, { amount: 2 }], Customer: { name: 'Kim' }, Coupons: [{ code: 'TEN' }],
}, { include: [Line, Customer, Coupon] }));
await attempt('read back', () => Order.findOne({ include: [Line, Customer, Coupon] }));
await attempt('bulkCreate', () => Order.bulkCreate([
  { number: 'B-1', Lines: [{ amount: 3 }] }, { number: 'B-2', Customer: { name: 'Lee' } },
], { include: [Line, Customer] }));
await attempt('all', () => Order.findAll({ include: [Line, Customer], order: ['id', [Line, 'id']] }));
