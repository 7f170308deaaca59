const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
A.hasMany(B, { as: { singular: 'pic', plural: 'pics' } });
A.hasMany(B, { as: 'pics' });
