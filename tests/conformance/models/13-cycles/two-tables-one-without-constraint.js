const Author = sequelize.define('Author', {});
const Book = sequelize.define('Book', {});
Author.hasMany(Book);
Author.belongsTo(Book, { as: 'Favourite', constraints: false });
