const Author = sequelize.define('Author', {}, { schema: 'lib' });
const Book = sequelize.define('Book', {}, { schema: 'lib' });
Author.hasMany(Book);
Author.belongsTo(Book, { as: 'Favourite' });
