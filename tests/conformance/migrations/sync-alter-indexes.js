sequelize.define('Tree', { kind: DataTypes.STRING, height: DataTypes.INTEGER }, { timestamps: false, indexes: [{ fields: ['kind'] }] });
await sequelize.sync();
sequelize.define('Tree', { kind: DataTypes.STRING, height: DataTypes.INTEGER }, { timestamps: false, indexes: [{ fields: ['kind'] }, { unique: true, fields: ['kind', 'height'], name: 'one_each' }] });
await sequelize.sync();
await sequelize.sync({ alter: true });
