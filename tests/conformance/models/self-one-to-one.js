const Person = sequelize.define('Person', {});
Person.hasOne(Person, { as: 'Spouse', foreignKey: 'spouseId' });
