sequelize.define('Invoice', { a: DataTypes.STRING, b: DataTypes.STRING }, { indexes: [{ fields: ['a'], concurrently: true }, { fields: ['b'] }] });
