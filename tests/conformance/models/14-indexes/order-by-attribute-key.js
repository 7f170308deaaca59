sequelize.define('Invoice', { number: DataTypes.STRING }, { indexes: [{ name: 'n', fields: [{ attribute: 'number', order: 'ASC' }] }] });
