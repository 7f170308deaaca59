const Node = sequelize.define('Node', {});
Node.hasMany(Node);
