const Author = sequelize.define('Author', { name: DataTypes.STRING });
const Book = sequelize.define('Book', { title: DataTypes.STRING });
Author.hasMany(Book);
Author.belongsTo(Book, { as: 'Favourite' });
