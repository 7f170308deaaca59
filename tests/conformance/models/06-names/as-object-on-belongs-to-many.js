const Person = sequelize.define('Person', {});
const House = sequelize.define('House', {});
House.belongsToMany(Person, { as: { singular: 'guest', plural: 'guests' }, through: 'Visits' });
Person.belongsToMany(House, { as: { singular: 'stay', plural: 'stays' }, through: 'Visits' });
