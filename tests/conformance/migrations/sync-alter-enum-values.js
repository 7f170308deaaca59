sequelize.define('Shirt', { size: DataTypes.ENUM('m', 'l'), colours: DataTypes.STRING }, { timestamps: false });
await sequelize.sync();
sequelize.define('Shirt', { size: { type: DataTypes.ENUM('xs', 's', 'm', 'x', 'l', 'xl', 'xxl') } }, { timestamps: false });
await sequelize.sync({ alter: true });
