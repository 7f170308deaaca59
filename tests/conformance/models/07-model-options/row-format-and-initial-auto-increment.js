sequelize.define('Recipe', {}, { initialAutoIncrement: 1000, rowFormat: 'COMPRESSED' });
