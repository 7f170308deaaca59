const Gardener = sequelize.define('Gardener', {}, { underscored: true });
const Plant = sequelize.define('Plant', {});

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
