sequelize.define('Invoice', { number: DataTypes.STRING }, { indexes: [{ type: 'UNIQUE', fields: ['number'] }] });
