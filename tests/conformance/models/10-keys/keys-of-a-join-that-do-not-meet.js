const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', {});
Boat.belongsToMany(Race, { through: 'Starts', foreignKey: 'boat_no', otherKey: 'race_no' });
Race.belongsToMany(Boat, { through: 'Starts', foreignKey: 'regatta', otherKey: 'vessel' });
