const Boat = sequelize.define('Boat', {});
const Captain = sequelize.define('Captain', {});
Boat.hasOne(Captain, { foreignKey: 'boatId' });
Boat.hasOne(Captain, { foreignKey: 'shipId' });
