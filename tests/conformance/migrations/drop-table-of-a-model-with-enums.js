sequelize.define('Shirt', { size: DataTypes.ENUM('s', 'm') }, { timestamps: false });
await sequelize.sync();
await queryInterface.dropTable('Shirts');
