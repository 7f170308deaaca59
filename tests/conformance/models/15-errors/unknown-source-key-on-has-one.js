const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
A.hasOne(B, { sourceKey: 'isbn' });
