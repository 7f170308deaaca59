sequelize = new Sequelize({ define: { schema: 'town' } });
const Shop = sequelize.define('Shop', {});
Shop.hasMany(sequelize.define('Clerk', {}));
