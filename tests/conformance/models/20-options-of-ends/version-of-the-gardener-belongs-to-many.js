const Gardener = sequelize.define('Gardener', {}, { version: true });
const Plant = sequelize.define('Plant', {});

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
