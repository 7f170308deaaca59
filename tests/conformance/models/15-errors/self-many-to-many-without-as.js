const Person = sequelize.define('Person', {});
Person.belongsToMany(Person, { through: 'Friendships' });
