sequelize = new Sequelize({ define: { underscored: true, charset: 'utf8', indexes: [{ fields: ['id'] }] } });
const Shop = sequelize.define('CornerShop', { openingHour: DataTypes.TIME }, { indexes: [{ fields: ['opening_hour'] }] });
const Clerk = sequelize.define('ShopClerk', {}, { timestamps: false });
Shop.hasMany(Clerk);
Shop.belongsToMany(Clerk, { through: 'ShopShift' });
