sequelize.define('Train', {}, { underscored: true, createdAt: 'bornAt', updatedAt: 'last_touched' });
