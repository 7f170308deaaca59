sequelize.define('User', {}, { indexes: [{ name: 'x' }] });
