sequelize.define('Album', {}, { paranoid: true, deletedAt: {} });
