const A = sequelize.define('Album', { Photos: DataTypes.INTEGER });
const B = sequelize.define('Photo', {});
A.belongsToMany(B, { through: 'Entries' });
