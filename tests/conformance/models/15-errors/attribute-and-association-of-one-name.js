const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', { Album: DataTypes.STRING });
B.belongsTo(A);
