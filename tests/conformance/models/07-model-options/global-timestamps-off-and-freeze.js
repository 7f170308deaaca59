sequelize = new Sequelize({ define: { timestamps: false, freezeTableName: true } });
const Shop = sequelize.define('Shop', {});
const Clerk = sequelize.define('Clerk', {});
Shop.belongsToMany(Clerk, { through: 'Shift' });
Clerk.belongsToMany(Shop, { through: 'Shift' });
