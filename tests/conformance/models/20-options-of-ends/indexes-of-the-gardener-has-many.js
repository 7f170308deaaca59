const Gardener = sequelize.define('Gardener', {}, { indexes: [{ fields: ['id'] }] });
const Plant = sequelize.define('Plant', {});

Gardener.hasMany(Plant);
