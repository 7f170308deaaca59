const Reader = sequelize.define('Reader', { email: { type: DataTypes.STRING, unique: true } });
const Article = sequelize.define('Article', { slug: { type: DataTypes.STRING(40), unique: true } });
const Reading = sequelize.define('Reading', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
  rating: DataTypes.INTEGER,
});

Reader.belongsToMany(Article, { through: Reading, as: 'Favourites' });
