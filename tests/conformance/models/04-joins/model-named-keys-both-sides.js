const Reader = sequelize.define('Reader', { email: { type: DataTypes.STRING, unique: true } });
const Article = sequelize.define('Article', { slug: { type: DataTypes.STRING(40), unique: true } });
const Reading = sequelize.define('Reading', { rating: DataTypes.INTEGER });

Reader.belongsToMany(Article, { through: Reading, foreignKey: 'from_id', otherKey: 'to_id' });
Article.belongsToMany(Reader, { through: Reading, foreignKey: 'to_id', otherKey: 'from_id' });
