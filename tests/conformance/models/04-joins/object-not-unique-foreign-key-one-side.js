const Reader = sequelize.define('Reader', { email: { type: DataTypes.STRING, unique: true } });
const Article = sequelize.define('Article', { slug: { type: DataTypes.STRING(40), unique: true } });
const Reading = sequelize.define('Reading', {
  id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
});

Reader.belongsToMany(Article, { through: { model: Reading, unique: false }, foreignKey: 'reader_no' });
