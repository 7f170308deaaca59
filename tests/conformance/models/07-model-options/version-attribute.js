sequelize.define('Draft', { body: DataTypes.TEXT }, { version: true });
