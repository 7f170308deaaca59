sequelize.define('Empty');
