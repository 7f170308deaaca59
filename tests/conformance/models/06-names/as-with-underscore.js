const Person = sequelize.define('Person', {});
const School = sequelize.define('School', {});
School.belongsTo(Person, { as: 'head_teacher' });
School.hasMany(Person, { as: 'exam_takers' });
