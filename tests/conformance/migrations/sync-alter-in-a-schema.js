sequelize.define('Room', { name: DataTypes.STRING }, { timestamps: false, schema: 'house' });
await sequelize.sync();
sequelize.define('Room', { name: DataTypes.STRING, size: DataTypes.INTEGER }, { timestamps: false, schema: 'house' });
await sequelize.sync({ alter: true });
