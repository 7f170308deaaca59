sequelize.define('Recipe', {}, { charset: 'utf8mb4' });
