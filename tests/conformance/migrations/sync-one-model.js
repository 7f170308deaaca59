const Author = sequelize.define('Author', { name: DataTypes.STRING, age: DataTypes.INTEGER }, { timestamps: false });
const Book = sequelize.define('Book', { title: { type: DataTypes.STRING, unique: true } }, { timestamps: false });
Author.hasMany(Book);
Book.belongsTo(Author);
await sequelize.sync();
await Author.sync({ force: false });
await Book.drop();
await Book.sync();
await Author.sync({ alter: true });
