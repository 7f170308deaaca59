const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', {
  species: DataTypes.STRING,
  GardenerId: { type: DataTypes.INTEGER, field: 'gardener_ref' },
});

Plant.belongsTo(Gardener);
