sequelize.define('Album', {}, { updatedAt: '' });
