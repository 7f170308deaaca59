sequelize.define('Invoice', { number: DataTypes.STRING, paid: DataTypes.BOOLEAN }, { indexes: [{ fields: ['number'], where: { paid: false } }] });
