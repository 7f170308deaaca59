const Country = sequelize.define('Country', {});
const Region = sequelize.define('Region', {});
const City = sequelize.define('City', {});
const Street = sequelize.define('Street', {});
Country.hasMany(Region, { onDelete: 'CASCADE' });
Region.hasMany(City, { onDelete: 'CASCADE' });
City.hasMany(Street, { onDelete: 'RESTRICT' });
