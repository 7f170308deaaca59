const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { tableName: 'the_table' });

Gardener.belongsToMany(Plant, { through: 'Care' });
Plant.belongsToMany(Gardener, { through: 'Care' });
