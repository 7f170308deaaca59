sequelize.define('Note', {}, { paranoid: true, deletedAt: 'destroyTime' });
