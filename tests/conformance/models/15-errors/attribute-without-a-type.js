sequelize.define('Album', { name: {} });
