const Node = sequelize.define('TreeNode', {}, { underscored: true });
Node.belongsTo(Node, { as: 'parentNode' });
Node.hasMany(Node, { as: 'childNodes', foreignKey: 'parentNodeId' });
