const Note = sequelize.define('Note', {});
const Tag = sequelize.define('Tag', {});
Note.belongsToMany(Tag, { through: { model: 'NoteTags', paranoid: true } });
Tag.belongsToMany(Note, { through: { model: 'NoteTags', paranoid: true } });
