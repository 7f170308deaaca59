const Straße = sequelize.define('Straße', { größe: DataTypes.INTEGER });
const Élève = sequelize.define('Élève', {});
Straße.hasMany(Élève);
Élève.belongsTo(Straße);
