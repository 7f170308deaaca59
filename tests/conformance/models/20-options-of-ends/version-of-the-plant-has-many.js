const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { version: true });

Gardener.hasMany(Plant);
