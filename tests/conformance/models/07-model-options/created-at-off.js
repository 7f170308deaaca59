sequelize.define('Log', {}, { createdAt: false });
