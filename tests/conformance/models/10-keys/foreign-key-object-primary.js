const Boat = sequelize.define('Boat', {});
const Licence = sequelize.define('Licence', {});
Licence.belongsTo(Boat, { foreignKey: { name: 'boatId', primaryKey: true } });
