const Country = sequelize.define('Country', { country_code: { type: DataTypes.CHAR(2), primaryKey: true } });
const City = sequelize.define('City', {});
Country.hasMany(City);
City.belongsTo(Country);
