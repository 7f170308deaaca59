sequelize.define('Invoice', { note: DataTypes.TEXT }, { indexes: [{ fields: [{ name: 'note', length: 10 }] }] });
