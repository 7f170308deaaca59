const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { version: true });

Plant.belongsTo(Gardener);
