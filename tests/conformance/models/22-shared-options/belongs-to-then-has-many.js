const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
const options = { foreignKey: { name: 'gardenerId', allowNull: false } };
Plant.belongsTo(Gardener, options);
Gardener.hasMany(Plant, options);
