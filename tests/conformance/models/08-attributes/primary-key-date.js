sequelize.define('Tide', { at: { type: DataTypes.DATE, primaryKey: true }, height: DataTypes.REAL });
