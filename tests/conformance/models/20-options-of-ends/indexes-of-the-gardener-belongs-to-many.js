const Gardener = sequelize.define('Gardener', {}, { indexes: [{ fields: ['id'] }] });
const Plant = sequelize.define('Plant', {});

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
