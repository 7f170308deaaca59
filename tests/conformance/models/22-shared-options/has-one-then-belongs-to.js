const Gardener = sequelize.define('Gardener', {});
const Plant = sequelize.define('Plant', {});
const options = { foreignKey: 'gardenerId' };
Gardener.hasOne(Plant, options);
Plant.belongsTo(Gardener, options);
