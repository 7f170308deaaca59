const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { name: { singular: 'one', plural: 'many' } });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
