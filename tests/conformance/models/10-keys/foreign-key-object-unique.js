const Boat = sequelize.define('Boat', {});
const Captain = sequelize.define('Captain', {});
Boat.hasOne(Captain, { foreignKey: { unique: true } });
Captain.belongsTo(Boat);
