const Document = sequelize.define('Document', {});
const Version = sequelize.define('Version', { body: DataTypes.TEXT });
Document.hasMany(Version);
Document.belongsTo(Version, { as: 'Current', foreignKey: 'currentVersionId' });
