sequelize.define('Invoice', { note: DataTypes.STRING }, { indexes: [{ fields: [{ name: 'note', collate: 'C' }] }] });
