sequelize.define('User', {}, { createdAt: 5 });
