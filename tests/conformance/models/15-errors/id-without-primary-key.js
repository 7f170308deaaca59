sequelize.define('Album', { id: { type: DataTypes.INTEGER } });
