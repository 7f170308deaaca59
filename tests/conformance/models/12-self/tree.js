const Node = sequelize.define('Node', { label: DataTypes.STRING });
Node.hasMany(Node, { as: 'children', foreignKey: 'parentId', onDelete: 'CASCADE' });
Node.belongsTo(Node, { as: 'parent', foreignKey: 'parentId' });
