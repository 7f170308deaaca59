const A = sequelize.define('Album', { Photo: DataTypes.INTEGER });
const B = sequelize.define('Photo', {});
A.hasOne(B);
