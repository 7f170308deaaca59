const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {}, { freezeTableName: true });

Plant.belongsTo(Gardener);
