const A = sequelize.define('Level1', {});
const B = sequelize.define('Level2', {});
A.hasMany(B);
B.belongsTo(A);
