sequelize.define('Invoice', { number: DataTypes.STRING, customer: DataTypes.STRING }, { indexes: [{ fields: ['number'] }] });
