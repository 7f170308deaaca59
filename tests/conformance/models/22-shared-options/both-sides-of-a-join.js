const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
const options = { through: 'Care' };
Gardener.belongsToMany(Plant, options);
Plant.belongsToMany(Gardener, options);
