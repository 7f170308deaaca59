sequelize.define('User', {}, { updatedAt: '' });
