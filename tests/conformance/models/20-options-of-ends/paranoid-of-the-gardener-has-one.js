const Gardener = sequelize.define('Gardener', {}, { paranoid: true });
const Plant = sequelize.define('Plant', {});

Gardener.hasOne(Plant);
