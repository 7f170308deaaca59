const Gardener = sequelize.define('Gardener', {}, { tableName: 'the_table' });
const Plant = sequelize.define('Plant', {});

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
