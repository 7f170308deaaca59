const Author = sequelize.define('Author', {});
const Book = sequelize.define('Book', {});
Author.hasMany(Book);
Book.belongsTo(Author, { as: 'Editor' });
Author.belongsTo(Book, { as: 'Favourite' });
Author.belongsTo(Author, { as: 'Teacher', onDelete: 'CASCADE' });
