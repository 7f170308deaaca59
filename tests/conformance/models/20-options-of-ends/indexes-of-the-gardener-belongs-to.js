const Gardener = sequelize.define('Gardener', {}, { indexes: [{ fields: ['id'] }] });
const Plant = sequelize.define('Plant', {});

Plant.belongsTo(Gardener);
