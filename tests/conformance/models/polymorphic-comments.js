const Image = sequelize.define('Image', {});
const Video = sequelize.define('Video', {});
const Comment = sequelize.define('Comment', { commentableId: DataTypes.INTEGER, commentableType: DataTypes.STRING });
Image.hasMany(Comment, { foreignKey: 'commentableId', constraints: false, scope: { commentableType: 'image' } });
Comment.belongsTo(Image, { foreignKey: 'commentableId', constraints: false });
Video.hasMany(Comment, { foreignKey: 'commentableId', constraints: false, scope: { commentableType: 'video' } });
Comment.belongsTo(Video, { foreignKey: 'commentableId', constraints: false });
