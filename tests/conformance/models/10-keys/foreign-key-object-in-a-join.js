const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', {});
Boat.belongsToMany(Race, { through: 'Starts', foreignKey: { name: 'boatNo', field: 'boat_no', allowNull: false }, otherKey: { name: 'raceNo', field: 'race_no' } });
