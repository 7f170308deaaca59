const Reader = sequelize.define('Reader', { email: { type: DataTypes.STRING, unique: true } });
const Article = sequelize.define('Article', { slug: { type: DataTypes.STRING(40), unique: true } });
const Reading = sequelize.define('Reading', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
});

Reader.belongsToMany(Article, { through: { model: Reading, unique: false }, foreignKey: 'from_id', otherKey: 'to_id' });
Article.belongsToMany(Reader, { through: { model: Reading, unique: false }, foreignKey: 'to_id', otherKey: 'from_id' });
