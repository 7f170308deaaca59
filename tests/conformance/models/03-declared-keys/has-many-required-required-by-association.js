const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', {
  species: DataTypes.STRING,
  GardenerId: { type: DataTypes.INTEGER, allowNull: false },
});

Gardener.hasMany(Plant, { foreignKey: { allowNull: false } });
