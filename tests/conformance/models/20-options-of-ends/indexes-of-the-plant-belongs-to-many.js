const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { indexes: [{ fields: ['id'] }] });

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
