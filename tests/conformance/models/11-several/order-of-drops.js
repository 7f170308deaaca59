const A = sequelize.define('A', {});
const B = sequelize.define('B', {});
const C = sequelize.define('C', {});
const D = sequelize.define('D', {});
C.belongsTo(A);
A.belongsTo(D);
B.belongsTo(C);
D.hasOne(B);
