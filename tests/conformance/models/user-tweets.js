const User = sequelize.define('User', { name: DataTypes.STRING });
const Tweet = sequelize.define('Tweet', { text: DataTypes.STRING });
User.hasMany(Tweet);
Tweet.belongsTo(User);
