const Gardener = sequelize.define('Gardener', {}, { createdAt: 'born', updatedAt: false });
const Plant = sequelize.define('Plant', {});

Plant.belongsTo(Gardener);
