const Boat = sequelize.define('Boat', {});
const Sail = sequelize.define('Sail', {});
Boat.hasMany(Sail, { onDelete: 'cascade', onUpdate: 'set null' });
