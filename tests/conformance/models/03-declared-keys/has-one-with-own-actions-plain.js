const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', {
  species: DataTypes.STRING,
  GardenerId: { type: DataTypes.INTEGER, allowNull: false, onDelete: 'RESTRICT', onUpdate: 'NO ACTION' },
});

Gardener.hasOne(Plant);
