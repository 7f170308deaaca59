const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', { species: DataTypes.STRING });

Plant.belongsTo(Gardener, { foreignKey: { name: 'tendedBy', unique: true } });
