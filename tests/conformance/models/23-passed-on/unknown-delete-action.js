const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
Plant.belongsTo(Gardener, { onDelete: 'destroy' });
