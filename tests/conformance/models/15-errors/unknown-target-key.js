const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
B.belongsTo(A, { targetKey: 'isbn' });
