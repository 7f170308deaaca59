const Author = sequelize.define('Author', {
  pen: { type: DataTypes.STRING(30), defaultValue: 'anon', allowNull: false },
  mood: { type: DataTypes.ENUM('glad', 'sad'), defaultValue: 'glad' },
  mail: { type: DataTypes.STRING, unique: true },
  bio: { type: DataTypes.TEXT, comment: 'short' },
  born: { type: DataTypes.DATEONLY, field: 'born_on' },
  active: { type: DataTypes.BOOLEAN, defaultValue: true },
});
const Book = sequelize.define('Book', { pages: { type: DataTypes.INTEGER, defaultValue: 100 } });
Author.hasMany(Book);
Author.belongsTo(Book, { as: 'Favourite' });
