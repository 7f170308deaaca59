const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
A.hasMany(B);
A.hasMany(B, { as: 'Photos', foreignKey: 'otherId' });
