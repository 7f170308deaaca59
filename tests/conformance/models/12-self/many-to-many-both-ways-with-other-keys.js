const Person = sequelize.define('Person', {});
Person.belongsToMany(Person, { as: 'Followers', through: 'Follows', foreignKey: 'followedId', otherKey: 'followerId' });
Person.belongsToMany(Person, { as: 'Following', through: 'Follows', foreignKey: 'followerId', otherKey: 'followedId' });
