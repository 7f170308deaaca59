sequelize.define('User', { mood: DataTypes.ENUM('up', 'down'), size: { type: DataTypes.ENUM('s', 'm'), allowNull: false, defaultValue: 's' }, tags: DataTypes.ARRAY(DataTypes.ENUM('x')) }, {});
