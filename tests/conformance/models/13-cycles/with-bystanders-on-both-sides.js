const First = sequelize.define('First', {});
const A = sequelize.define('A', {});
const B = sequelize.define('B', {});
const Last = sequelize.define('Last', {});
Last.belongsTo(First);
A.belongsTo(B);
B.hasMany(A);
B.belongsTo(A);
First.hasMany(B);
