const Person = sequelize.define('Person', {});
Person.belongsTo(Person, { as: 'Mother' });
Person.belongsTo(Person, { as: 'Father' });
Person.hasMany(Person, { as: 'MothersChildren', foreignKey: 'MotherId' });
Person.belongsToMany(Person, { as: 'Cousins', through: 'Cousinhood', foreignKey: 'a', otherKey: 'b' });
