const Boat = sequelize.define('Boat', {});
const Sail = sequelize.define('Sail', {});
Boat.hasMany(Sail, { onDelete: 'SET DEFAULT', foreignKey: { defaultValue: 1 } });
