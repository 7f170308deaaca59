const Reader = sequelize.define('Reader', { email: { type: DataTypes.STRING, unique: true } });
const Article = sequelize.define('Article', { slug: { type: DataTypes.STRING(40), unique: true } });

Reader.belongsToMany(Article, { through: 'Readings', timestamps: false });
Article.belongsToMany(Reader, { through: 'Readings', sourceKey: 'slug' });
