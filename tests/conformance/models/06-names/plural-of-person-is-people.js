const Person = sequelize.define('Person', {});
const Hat = sequelize.define('Hat', {});
Person.hasMany(Hat);
Hat.belongsTo(Person);
