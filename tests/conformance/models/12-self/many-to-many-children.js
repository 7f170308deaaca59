const Person = sequelize.define('Person', {});
Person.belongsToMany(Person, { as: 'Children', through: 'PersonChildren' });
