const Harbour = sequelize.define('Harbour', { code: { type: DataTypes.STRING(5), unique: true } });
const Berth = sequelize.define('Berth', {});
Harbour.hasMany(Berth, { sourceKey: 'code' });
Harbour.hasOne(Berth, { sourceKey: 'code', as: 'MainBerth' });
