const Boat = sequelize.define('Boat', {});
const Sail = sequelize.define('Sail', {});
Sail.belongsTo(Boat, { foreignKey: { field: 'vessel_no' } });
