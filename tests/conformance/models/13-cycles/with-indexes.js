const Author = sequelize.define('Author', { name: DataTypes.STRING }, { indexes: [{ fields: ['name'] }] });
const Book = sequelize.define('Book', {});
Author.hasMany(Book);
Author.belongsTo(Book, { as: 'Favourite' });
