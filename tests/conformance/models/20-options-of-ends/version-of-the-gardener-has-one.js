const Gardener = sequelize.define('Gardener', {}, { version: true });
const Plant = sequelize.define('Plant', {});

Gardener.hasOne(Plant);
