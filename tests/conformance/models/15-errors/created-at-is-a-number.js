sequelize.define('Album', {}, { createdAt: 5 });
