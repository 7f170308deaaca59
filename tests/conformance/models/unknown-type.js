sequelize.define('User', { name: { type: DataTypes.NOPE } });
