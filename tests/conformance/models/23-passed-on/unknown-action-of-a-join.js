const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
Gardener.belongsToMany(Plant, { through: 'Care', onDelete: 'forget' });
Plant.belongsToMany(Gardener, { through: 'Care' });
