const A = sequelize.define('Big House', {});
const B = sequelize.define('side-door', {});
A.hasMany(B);
B.belongsTo(A);
