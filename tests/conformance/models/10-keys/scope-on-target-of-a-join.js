const Post = sequelize.define('Post', {});
const Label = sequelize.define('Label', { kind: DataTypes.STRING });
Post.belongsToMany(Label, { as: 'Topics', through: 'PostTopics', scope: { kind: 'topic' } });
