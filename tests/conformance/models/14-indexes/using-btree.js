sequelize.define('Invoice', { number: DataTypes.STRING }, { indexes: [{ using: 'BTREE', fields: ['number'] }, { method: 'HASH', name: 'h', fields: ['number'] }] });
