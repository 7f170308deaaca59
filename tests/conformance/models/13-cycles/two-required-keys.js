const Author = sequelize.define('Author', {});
const Book = sequelize.define('Book', {});
Author.belongsTo(Book, { foreignKey: { allowNull: false } });
Book.belongsTo(Author, { foreignKey: { allowNull: false }, onDelete: 'CASCADE' });
