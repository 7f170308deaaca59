const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
A.belongsToMany(B);
