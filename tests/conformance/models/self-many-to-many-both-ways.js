const Person = sequelize.define('Person', {});
Person.belongsToMany(Person, { as: 'Children', foreignKey: 'ParentId', through: 'Family' });
Person.belongsToMany(Person, { as: 'Parents', foreignKey: 'ChildId', through: 'Family' });
