sequelize.define('Log', {}, { createdAt: 'writtenOn', updatedAt: 'changedOn' });
