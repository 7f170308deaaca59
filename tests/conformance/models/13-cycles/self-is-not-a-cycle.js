const Node = sequelize.define('Node', {});
const Leaf = sequelize.define('Leaf', {});
Node.belongsTo(Node, { as: 'Up' });
Node.hasMany(Leaf);
