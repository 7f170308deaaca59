const Gardener = sequelize.define('Gardener', { name: { type: DataTypes.STRING, allowNull: null } });
const Plant = sequelize.define('Plant', { gardenerId: { type: DataTypes.INTEGER, allowNull: null } });
Gardener.hasMany(Plant, { foreignKey: 'gardenerId' });
