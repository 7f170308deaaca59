const A = sequelize.define('A`B"C', { 'we"ird`col': DataTypes.STRING });
const B = sequelize.define("it's", { '[x]': DataTypes.STRING });
A.hasMany(B);
