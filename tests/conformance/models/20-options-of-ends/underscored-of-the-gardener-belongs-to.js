const Gardener = sequelize.define('Gardener', {}, { underscored: true });
const Plant = sequelize.define('Plant', {});

Plant.belongsTo(Gardener);
