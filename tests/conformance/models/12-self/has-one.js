const Node = sequelize.define('Node', {});
Node.hasOne(Node, { as: 'Next', foreignKey: 'previousId' });
