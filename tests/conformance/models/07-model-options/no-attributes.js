sequelize.define('Empty', {});
