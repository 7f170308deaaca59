const Node = sequelize.define('Node', {});
Node.belongsTo(Node);
