const Cattle = sequelize.define('Cow', {}, { name: { plural: 'Cattle' } });
const Barn = sequelize.define('Barn', {});
Barn.hasMany(Cattle);
Cattle.belongsTo(Barn);
