sequelize.define('Album', { kind: DataTypes.ARRAY });
