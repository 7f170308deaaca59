sequelize.define('Doc', { body: { type: DataTypes.JSONB, index: true }, plain: DataTypes.JSON });
