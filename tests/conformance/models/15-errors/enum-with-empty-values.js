sequelize.define('Album', { kind: { type: DataTypes.ENUM, values: [] } });
