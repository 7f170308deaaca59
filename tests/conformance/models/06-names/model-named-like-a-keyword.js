const Order = sequelize.define('Order', { group: DataTypes.STRING, select: DataTypes.INTEGER });
const Table = sequelize.define('Table', { from: DataTypes.STRING });
Table.hasMany(Order);
Order.belongsTo(Table);
