sequelize.define('Album', { name: { type: DataTypes.VARCHAR } });
