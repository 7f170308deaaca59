const Image = sequelize.define('Image', { url: DataTypes.STRING });
const Video = sequelize.define('Video', { text: DataTypes.STRING });
const Comment = sequelize.define('Comment', { title: DataTypes.STRING, commentableId: DataTypes.INTEGER, commentableType: DataTypes.STRING });
for (const model of [Image, Video]) {
  model.hasMany(Comment, { foreignKey: 'commentableId', constraints: false, scope: { commentableType: model.name.toLowerCase() } });
  Comment.belongsTo(model, { foreignKey: 'commentableId', constraints: false });
}
