const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { createdAt: 'born', updatedAt: false });

Plant.belongsTo(Gardener);
