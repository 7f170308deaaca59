sequelize.define('Invoice', { number: DataTypes.STRING }, { indexes: [{ name: 'literal_number', fields: [Sequelize.literal('(number || 1)')] }] });
