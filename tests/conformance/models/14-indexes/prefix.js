sequelize.define('Invoice', { number: DataTypes.STRING }, { indexes: [{ fields: ['number'], prefix: 'ix' }] });
