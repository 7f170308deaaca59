sequelize.define('Invoice', { number: DataTypes.STRING }, { indexes: [{ name: 'by_number', fields: ['number'] }] });
