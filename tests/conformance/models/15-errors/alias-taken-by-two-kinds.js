const A = sequelize.define('Album', {});
const B = sequelize.define('Photo', {});
A.hasOne(B, { as: 'Cover' });
A.belongsTo(B, { as: 'Cover' });
