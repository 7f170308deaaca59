const Node = sequelize.define('Node', {});
Node.hasMany(Node, { as: 'Branches', foreignKey: 'upId' });
