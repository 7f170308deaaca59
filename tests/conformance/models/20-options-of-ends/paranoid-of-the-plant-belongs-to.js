const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { paranoid: true });

Plant.belongsTo(Gardener);
