const Gardener = sequelize.define('Gardener', {}, { underscored: true });
const Plant = sequelize.define('Plant', {});

Gardener.hasMany(Plant);
