const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { version: true });

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
