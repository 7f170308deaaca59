const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
A.hasMany(B, { sourceKey: 'isbn' });
