const Boat = sequelize.define('Boat', { id: { type: DataTypes.UUID, primaryKey: true } });
const Sail = sequelize.define('Sail', {});
Boat.hasMany(Sail, { keyType: DataTypes.STRING(36), constraints: false });
Sail.belongsTo(Boat, { as: 'Spare', keyType: DataTypes.CHAR(36) });
