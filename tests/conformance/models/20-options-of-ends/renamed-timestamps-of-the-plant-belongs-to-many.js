const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { createdAt: 'born', updatedAt: false });

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
