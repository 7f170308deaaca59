const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { tableName: 'the_table' });

Gardener.hasOne(Plant);
