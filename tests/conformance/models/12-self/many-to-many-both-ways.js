const Person = sequelize.define('Person', {});
Person.belongsToMany(Person, { as: 'Children', through: 'Families', foreignKey: 'ParentId' });
Person.belongsToMany(Person, { as: 'Parents', through: 'Families', foreignKey: 'ChildId' });
