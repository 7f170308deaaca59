const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { indexes: [{ fields: ['id'] }] });

Plant.belongsTo(Gardener);
