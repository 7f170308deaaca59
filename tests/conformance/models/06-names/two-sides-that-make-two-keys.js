const Person = sequelize.define('Person', {});
const Letter = sequelize.define('Letter', {});
Person.hasMany(Letter);
Letter.belongsTo(Person, { as: 'Sender' });
