sequelize.define('User', { name: undefined });
