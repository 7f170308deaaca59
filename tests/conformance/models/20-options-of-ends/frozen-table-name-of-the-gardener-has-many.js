const Gardener = sequelize.define('Gardener', {}, { freezeTableName: true });
const Plant = sequelize.define('Plant', {});

Gardener.hasMany(Plant);
