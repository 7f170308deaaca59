sequelize.define('Odd', { a: Sequelize.STRING, b: { type: Sequelize.DECIMAL(5, 1) }, c: Sequelize.ENUM('x') });
