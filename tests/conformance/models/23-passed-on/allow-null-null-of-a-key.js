const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
Plant.belongsTo(Gardener, { foreignKey: { name: 'gardenerId', allowNull: null } });
