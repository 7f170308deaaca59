sequelize.define('Thing', { a: { type: 'VARCHAR(7)' }, b: 'MONEY', c: { type: 'NUMERIC(3)', allowNull: false, defaultValue: 3 } });
