const Author = sequelize.define('Author', { name: DataTypes.STRING, age: DataTypes.INTEGER }, { timestamps: false });
const Book = sequelize.define('Book', { title: { type: DataTypes.STRING, unique: true } }, { timestamps: false });
Author.hasMany(Book);
Book.belongsTo(Author);
await sequelize.sync();
await sequelize.sync({ alter: true });
await sequelize.sync({ alter: true });
await queryInterface.describeTable('Books');
