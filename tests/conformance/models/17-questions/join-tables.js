const Cook = sequelize.define('Cook', {});
const Dish = sequelize.define('Dish', {}, { schema: 'menu' });
Cook.belongsToMany(Dish, { through: 'Specialities' });
Dish.belongsToMany(Cook, { through: 'Specialities' });
Cook.belongsTo(Cook, { as: 'Mentor' });
