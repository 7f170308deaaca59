const Lamp = sequelize.define('Lamp', {});
const Author = sequelize.define('Author', {});
const Book = sequelize.define('Book', {});
const Desk = sequelize.define('Desk', {});
Author.hasMany(Book);
Author.belongsTo(Book, { as: 'Favourite' });
Desk.belongsTo(Author);
Lamp.belongsTo(Desk);
