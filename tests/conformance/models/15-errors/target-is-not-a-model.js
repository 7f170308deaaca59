const A = sequelize.define('Album', {});
A.hasMany({});
