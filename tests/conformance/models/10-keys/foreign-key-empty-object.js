const Boat = sequelize.define('Boat', {});
const Sail = sequelize.define('Sail', {});
Boat.hasMany(Sail, { foreignKey: {} });
