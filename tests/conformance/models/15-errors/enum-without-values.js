sequelize.define('Album', { kind: DataTypes.ENUM });
