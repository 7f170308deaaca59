sequelize.define('User', { name: { type: DataTypes.STRING, validate: { notNull: true } } });
