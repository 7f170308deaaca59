const Person = sequelize.define('Person', {});
Person.belongsToMany(Person, { as: 'Friends', through: 'Friendships' });
