const Tag = sequelize.define('Tag', { name: { type: DataTypes.STRING(20), primaryKey: true } });
Tag.belongsTo(Tag, { as: 'Broader', onDelete: 'RESTRICT' });
