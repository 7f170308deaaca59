const Folder = sequelize.define('Folder', { name: DataTypes.STRING });
const File = sequelize.define('File', { name: DataTypes.STRING, size: DataTypes.BIGINT });
Folder.hasMany(Folder, { as: 'subfolders', foreignKey: 'parentId', onDelete: 'CASCADE' });
Folder.belongsTo(Folder, { as: 'parent', foreignKey: 'parentId' });
Folder.hasMany(File, { as: 'files', foreignKey: { name: 'folderId', allowNull: false } });
File.belongsTo(Folder, { as: 'folder', foreignKey: 'folderId' });
