const Post = sequelize.define('Post', {});
const Tag = sequelize.define('Tag', {});
const ItemTag = sequelize.define('ItemTag', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true }, tagId: { type: DataTypes.INTEGER, unique: 'item_tag' }, taggable: { type: DataTypes.STRING, unique: 'item_tag' }, taggableId: { type: DataTypes.INTEGER, unique: 'item_tag', references: null } });
Post.belongsToMany(Tag, { through: { model: ItemTag, unique: false, scope: { taggable: 'post' } }, foreignKey: 'taggableId', constraints: false });
Tag.belongsToMany(Post, { through: { model: ItemTag, unique: false }, foreignKey: 'tagId' });
