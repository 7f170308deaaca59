sequelize.define('Invoice', { number: DataTypes.STRING }, { schema: 'sales', indexes: [{ fields: ['number'] }, { unique: true, name: 'u', fields: ['number'] }] });
