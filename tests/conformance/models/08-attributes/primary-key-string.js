const Country = sequelize.define('Country', { iso: { type: DataTypes.STRING(2), primaryKey: true }, name: DataTypes.STRING });
const Stamp = sequelize.define('Stamp', {});
Country.hasMany(Stamp);
Stamp.belongsTo(Country);
