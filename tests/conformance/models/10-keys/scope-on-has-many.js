const Post = sequelize.define('Post', {});
const Remark = sequelize.define('Remark', { about: DataTypes.STRING, aboutId: DataTypes.INTEGER });
Post.hasMany(Remark, { foreignKey: 'aboutId', constraints: false, scope: { about: 'post' } });
Remark.belongsTo(Post, { foreignKey: 'aboutId', constraints: false });
