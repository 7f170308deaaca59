sequelize.define('Log', {}, { updatedAt: false });
