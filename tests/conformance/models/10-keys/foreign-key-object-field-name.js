const Boat = sequelize.define('Boat', {});
const Sail = sequelize.define('Sail', {});
Sail.belongsTo(Boat, { foreignKey: { fieldName: 'vesselId' } });
