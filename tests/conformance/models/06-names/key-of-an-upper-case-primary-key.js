const Country = sequelize.define('Country', { ID: { type: DataTypes.INTEGER, primaryKey: true } });
const City = sequelize.define('City', {});
Country.hasMany(City);
City.belongsTo(Country);
