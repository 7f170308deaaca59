const User = sequelize.define('User', { handle: DataTypes.STRING(15) });
const Post = sequelize.define('Post', {});
User.belongsToMany(User, { as: 'followers', through: 'Follow', foreignKey: 'followeeId', otherKey: 'followerId' });
User.belongsToMany(User, { as: 'following', through: 'Follow', foreignKey: 'followerId', otherKey: 'followeeId' });
User.hasMany(Post, { onDelete: 'CASCADE' });
Post.belongsTo(User);
User.belongsToMany(Post, { as: 'likes', through: 'Likes', timestamps: false });
Post.belongsToMany(User, { as: 'likers', through: 'Likes', timestamps: false });
Post.belongsTo(Post, { as: 'replyTo', onDelete: 'CASCADE' });
