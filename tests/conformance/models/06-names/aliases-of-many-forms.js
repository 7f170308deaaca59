const Task = sequelize.define('Task', {});
const Person = sequelize.define('Person', {});
Task.hasMany(Person, { as: { singular: 'worker', plural: 'staff' } });
Task.hasOne(Person, { as: 'lead_worker' });
Person.belongsTo(Task, { as: 'main-job' });
Task.hasMany(Person, { as: 'news' });
