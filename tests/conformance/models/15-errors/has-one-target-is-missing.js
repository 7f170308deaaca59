const A = sequelize.define('Album', {});
A.hasOne();
