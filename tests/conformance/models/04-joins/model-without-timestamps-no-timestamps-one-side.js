const Reader = sequelize.define('Reader', { email: { type: DataTypes.STRING, unique: true } });
const Article = sequelize.define('Article', { slug: { type: DataTypes.STRING(40), unique: true } });
const Reading = sequelize.define('Reading', {}, { timestamps: false });

Reader.belongsToMany(Article, { through: Reading, timestamps: false });
