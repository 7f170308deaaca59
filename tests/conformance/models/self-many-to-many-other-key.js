const Person = sequelize.define('Person', {}, { underscored: true });
Person.belongsToMany(Person, { as: 'Friends', foreignKey: 'fromId', otherKey: 'toId', through: 'friendships' });
