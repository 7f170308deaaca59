sequelize.define('Invoice', { number: DataTypes.STRING }, { indexes: [{ unique: true, fields: ['number'] }] });
