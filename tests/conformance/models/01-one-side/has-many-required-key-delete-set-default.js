const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', { species: DataTypes.STRING });

Gardener.hasMany(Plant, { foreignKey: { allowNull: false }, onDelete: 'set default' });
