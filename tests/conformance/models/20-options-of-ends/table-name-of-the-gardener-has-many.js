const Gardener = sequelize.define('Gardener', {}, { tableName: 'the_table' });
const Plant = sequelize.define('Plant', {});

Gardener.hasMany(Plant);
