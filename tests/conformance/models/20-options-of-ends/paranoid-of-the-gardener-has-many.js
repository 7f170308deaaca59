const Gardener = sequelize.define('Gardener', {}, { paranoid: true });
const Plant = sequelize.define('Plant', {});

Gardener.hasMany(Plant);
