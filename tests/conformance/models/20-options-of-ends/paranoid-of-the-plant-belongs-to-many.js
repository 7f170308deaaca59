const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { paranoid: true });

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
