// A user writes tweets, and likes tweets of others.
const User = sequelize.define('User', {
  name: { type: DataTypes.STRING, allowNull: false },
});

const Tweet = sequelize.define('Tweet', {
  text: { type: DataTypes.STRING(280), allowNull: false },
});

const Like = sequelize.define('Like', {
  mood: DataTypes.STRING(20),
});

// Tweets belong to their author: they go when the author goes.
// Try SET NULL or RESTRICT instead, and watch the Cascade tab.
User.hasMany(Tweet, { onDelete: 'CASCADE' });
Tweet.belongsTo(User);

// Likes go with their tweet…
Tweet.hasMany(Like, { onDelete: 'CASCADE' });
Like.belongsTo(Tweet);

// …but outlive the one who gave them: UserId becomes NULL.
User.hasMany(Like);
Like.belongsTo(User);
