const Boat = sequelize.define('Boat', {});
const Sail = sequelize.define('Sail', {});
Sail.belongsTo(Boat, { foreignKey: { defaultValue: 1, allowNull: false }, onDelete: 'SET DEFAULT' });
