const User = sequelize.define('User', {});
const Post = sequelize.define('Post', {});
Post.belongsTo(User, { as: 'author' });
Post.belongsTo(User, { as: 'editor', onDelete: 'RESTRICT' });
User.hasMany(Post, { as: 'written', foreignKey: 'authorId' });
User.hasMany(Post, { as: 'edited', foreignKey: 'editorId' });
