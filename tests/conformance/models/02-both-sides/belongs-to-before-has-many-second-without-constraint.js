const Gardener = sequelize.define('Gardener', { name: DataTypes.STRING });
const Plant = sequelize.define('Plant', { species: DataTypes.STRING });

Plant.belongsTo(Gardener);
Gardener.hasMany(Plant, { constraints: false });
