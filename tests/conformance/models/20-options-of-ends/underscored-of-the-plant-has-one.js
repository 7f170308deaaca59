const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { underscored: true });

Gardener.hasOne(Plant);
