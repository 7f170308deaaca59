sequelize.define('Invoice', { number: { type: DataTypes.STRING, field: 'invoice_no' } }, { indexes: [{ fields: ['invoice_no'] }, { name: 'other', fields: ['number'] }] });
