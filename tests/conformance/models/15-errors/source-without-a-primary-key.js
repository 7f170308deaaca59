const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
A.removeAttribute('id');
A.hasMany(B);
