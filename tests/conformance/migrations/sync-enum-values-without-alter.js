sequelize.define('Shirt', { size: DataTypes.ENUM('m', 'l') }, { timestamps: false });
await sequelize.sync();
sequelize.define('Shirt', { size: DataTypes.ENUM('s', 'l') }, { timestamps: false });
await sequelize.sync();
