const Person = sequelize.define('Person', {});
const School = sequelize.define('School', {});
School.hasMany(Person, { as: 'children' });
School.hasMany(Person, { as: 'Alumni', foreignKey: 'alumnusOf' });
School.hasMany(Person, { as: 'staff', foreignKey: 'worksAt' });
