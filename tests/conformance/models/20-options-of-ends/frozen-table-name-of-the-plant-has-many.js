const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { freezeTableName: true });

Gardener.hasMany(Plant);
