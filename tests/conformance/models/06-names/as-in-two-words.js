const Person = sequelize.define('Person', {});
const School = sequelize.define('School', {});
School.belongsTo(Person, { as: 'HeadTeacher' });
School.hasOne(Person, { as: 'deputyHead' });
