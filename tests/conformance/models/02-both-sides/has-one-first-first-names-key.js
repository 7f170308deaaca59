const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', { species: DataTypes.STRING });

Gardener.hasOne(Plant, { foreignKey: 'tendedBy' });
Plant.belongsTo(Gardener);
