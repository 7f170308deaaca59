const Person = sequelize.define('Person', {});
const House = sequelize.define('House', {});
House.hasMany(Person, { as: 'inhabitants', foreignKey: 'houseId' });
