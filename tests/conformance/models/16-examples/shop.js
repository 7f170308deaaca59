const Customer = sequelize.define('Customer', { email: { type: DataTypes.STRING, unique: true } });
const Product = sequelize.define('Product', { name: DataTypes.STRING, price: DataTypes.DECIMAL(10, 2) });
const Order = sequelize.define('Order', { placedAt: { type: DataTypes.DATE, defaultValue: DataTypes.NOW } });
const Line = sequelize.define('OrderLine', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, quantity: { type: DataTypes.INTEGER, defaultValue: 1 } });
Customer.hasMany(Order, { foreignKey: { allowNull: false }, onDelete: 'RESTRICT' });
Order.belongsTo(Customer);
Order.belongsToMany(Product, { through: Line });
Product.belongsToMany(Order, { through: Line });
