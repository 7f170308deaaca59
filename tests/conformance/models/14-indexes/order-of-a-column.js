sequelize.define('Invoice', { number: DataTypes.STRING }, { indexes: [{ fields: [{ name: 'number', order: 'DESC' }] }] });
