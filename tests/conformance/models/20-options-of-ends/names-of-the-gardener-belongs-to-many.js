const Gardener = sequelize.define('Gardener', {}, { name: { singular: 'one', plural: 'many' } });
const Plant = sequelize.define('Plant', {});

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
