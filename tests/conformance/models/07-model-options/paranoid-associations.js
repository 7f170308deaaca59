const Note = sequelize.define('Note', {}, { paranoid: true });
const Tag = sequelize.define('Tag', {}, { paranoid: true });
Note.belongsToMany(Tag, { through: 'NoteTags' });
Tag.belongsToMany(Note, { through: 'NoteTags' });
Note.hasMany(Tag, { as: 'Ideas', foreignKey: 'ideaOf' });
