const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
A.hasMany(B, { as: 'Pictures' });
A.hasMany(B, { as: 'Pictures', foreignKey: 'otherId' });
