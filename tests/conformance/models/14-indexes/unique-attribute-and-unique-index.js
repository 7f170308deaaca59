sequelize.define('Invoice', { number: { type: DataTypes.STRING, unique: true } }, { indexes: [{ unique: true, fields: ['number'] }] });
