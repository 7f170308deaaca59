const Post = sequelize.define('Post', {});
const Label = sequelize.define('Label', { kind: DataTypes.STRING });
const Labelling = sequelize.define('Labelling', { about: DataTypes.STRING, aboutId: { type: DataTypes.INTEGER, references: null } });
Post.belongsToMany(Label, { through: { model: Labelling, unique: false, scope: { about: 'post' } }, foreignKey: 'aboutId', constraints: false });
Label.belongsToMany(Post, { through: { model: Labelling, unique: false }, foreignKey: 'labelId', constraints: false });
