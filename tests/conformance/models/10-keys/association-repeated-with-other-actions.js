const Boat = sequelize.define('Boat', {});
const Sail = sequelize.define('Sail', {});
Sail.belongsTo(Boat, { onDelete: 'RESTRICT' });
Sail.belongsTo(Boat, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
