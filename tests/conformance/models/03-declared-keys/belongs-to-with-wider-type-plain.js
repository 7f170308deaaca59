const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', {
  species: DataTypes.STRING,
  GardenerId: { type: DataTypes.BIGINT, defaultValue: 1 },
});

Plant.belongsTo(Gardener);
