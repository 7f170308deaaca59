const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', {});
Boat.belongsToMany(Race, { through: 'Starts', otherKey: 'race_no' });
Race.belongsToMany(Boat, { through: 'Starts' });
