sequelize.define('Room', { floor: DataTypes.INTEGER, key: { type: DataTypes.STRING, primaryKey: true }, view: DataTypes.STRING });
