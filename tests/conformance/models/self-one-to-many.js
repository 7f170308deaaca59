const Person = sequelize.define('Person', {});
Person.belongsTo(Person, { as: 'Boss' });
Person.hasMany(Person, { as: 'Reports', foreignKey: 'BossId' });
