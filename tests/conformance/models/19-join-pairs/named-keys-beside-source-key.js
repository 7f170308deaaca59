const Reader = sequelize.define('Reader', { email: { type: DataTypes.STRING, unique: true } });
const Article = sequelize.define('Article', { slug: { type: DataTypes.STRING(40), unique: true } });

Reader.belongsToMany(Article, { through: 'Readings', foreignKey: 'from_id', otherKey: 'to_id' });
Article.belongsToMany(Reader, { through: 'Readings', sourceKey: 'slug' });
