const A = sequelize.define('Album', {});
A.belongsTo(undefined);
