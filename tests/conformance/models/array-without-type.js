sequelize.define('User', { tags: { type: DataTypes.ARRAY } });
