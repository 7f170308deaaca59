sequelize.define('Odd', { a: 'VARCHAR(7)', b: { type: 'MONEY', allowNull: false }, c: { type: 'INTEGER', defaultValue: 3 } });
