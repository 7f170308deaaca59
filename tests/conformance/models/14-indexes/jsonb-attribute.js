sequelize.define('Invoice', { data: { type: DataTypes.JSONB, index: true } });
