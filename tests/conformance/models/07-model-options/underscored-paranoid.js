sequelize.define('Train', {}, { underscored: true, paranoid: true });
