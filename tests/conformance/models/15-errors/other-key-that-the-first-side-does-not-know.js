const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', {});
Boat.belongsToMany(Race, { through: 'Starts', foreignKey: 'boat' });
Race.belongsToMany(Boat, { through: 'Starts', foreignKey: 'race', otherKey: 'vessel' });
