const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', {});
Boat.belongsToMany(Race, { through: Boat });
