const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
const options = { foreignKey: { name: 'gardenerId', allowNull: false } };
Gardener.hasMany(Plant, options);
Plant.belongsTo(Gardener, options);
