sequelize.define('Note', {}, { paranoid: true });
