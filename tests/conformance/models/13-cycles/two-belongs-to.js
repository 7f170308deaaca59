const Author = sequelize.define('Author', {});
const Book = sequelize.define('Book', {});
Author.belongsTo(Book);
Book.belongsTo(Author);
