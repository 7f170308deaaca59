const Boat = sequelize.define('Boat', {});
const Sail = sequelize.define('Sail', {});
Boat.hasMany(Sail);
Boat.hasMany(Sail);
Sail.belongsTo(Boat);
Sail.belongsTo(Boat);
