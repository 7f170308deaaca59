const Gardener = sequelize.define('Gardener', {}, { createdAt: 'born', updatedAt: false });
const Plant = sequelize.define('Plant', {});

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
