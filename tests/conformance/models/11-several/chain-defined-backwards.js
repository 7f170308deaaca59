const Street = sequelize.define('Street', {});
const City = sequelize.define('City', {});
const Region = sequelize.define('Region', {});
Street.belongsTo(City);
City.belongsTo(Region);
