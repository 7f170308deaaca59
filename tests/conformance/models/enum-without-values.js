sequelize.define('User', { mood: DataTypes.ENUM });
