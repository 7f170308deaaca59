const Author = sequelize.define('Author', {});
const Book = sequelize.define('Book', {});
Author.hasMany(Book);
Book.belongsTo(Author);
Author.belongsTo(Book, { as: 'Debut' });
Author.belongsToMany(Book, { through: 'Reviews', as: 'Reviewed' });
