sequelize = new Sequelize({ define: { underscored: true } });
const Shop = sequelize.define('CornerShop', { openingHour: DataTypes.TIME });
const Clerk = sequelize.define('ShopClerk', {});
Shop.hasMany(Clerk);
Clerk.belongsTo(Shop);
