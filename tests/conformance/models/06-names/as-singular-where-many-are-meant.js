const Person = sequelize.define('Person', {});
const School = sequelize.define('School', {});
School.hasMany(Person, { as: 'pupil' });
School.belongsToMany(Person, { as: 'teacher', through: 'Teaching' });
