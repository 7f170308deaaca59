sequelize.define('User', { id: DataTypes.INTEGER });
