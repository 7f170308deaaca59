sequelize.define('Album', { name: { type: DataTypes.STRING, validate: { notNull: true } } });
