const Task = sequelize.define('Job', {}, { name: { singular: 'task', plural: 'tasks' } });
const Crew = sequelize.define('Crew', {});
Crew.belongsToMany(Task, { through: 'Assignments' });
Task.belongsToMany(Crew, { through: 'Assignments' });
