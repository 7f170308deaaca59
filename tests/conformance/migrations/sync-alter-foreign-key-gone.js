const Author = sequelize.define('Author', {}, { timestamps: false });
sequelize.define('Book', { title: DataTypes.STRING }, { timestamps: false }).belongsTo(Author);
await sequelize.sync();
sequelize.define('Book', { title: DataTypes.STRING }, { timestamps: false });
await sequelize.sync({ alter: true });
await queryInterface.describeTable('Books');
