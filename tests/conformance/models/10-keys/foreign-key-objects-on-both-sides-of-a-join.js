const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', {});
Boat.belongsToMany(Race, { through: 'Starts', foreignKey: { name: 'boatNo', type: DataTypes.BIGINT } });
Race.belongsToMany(Boat, { through: 'Starts', foreignKey: { name: 'raceNo', type: DataTypes.BIGINT } });
