const Person = sequelize.define('Person', {});
const House = sequelize.define('House', {});
House.hasMany(Person, { as: { singular: 'dweller', plural: 'dwellers' } });
