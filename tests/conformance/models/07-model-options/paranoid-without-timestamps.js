sequelize.define('Note', {}, { paranoid: true, timestamps: false });
