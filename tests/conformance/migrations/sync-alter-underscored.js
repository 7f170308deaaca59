sequelize.define('Walk', { startedAt: DataTypes.DATE, longName: { type: DataTypes.STRING, field: 'name' } }, { underscored: true });
await sequelize.sync();
await sequelize.sync({ alter: true });
