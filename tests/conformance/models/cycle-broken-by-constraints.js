const A = sequelize.define('A', {});
const B = sequelize.define('B', {});
A.belongsTo(B, { constraints: false });
B.belongsTo(A);
