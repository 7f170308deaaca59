const User = sequelize.define('User', {}, { name: { singular: 'one', plural: 'many' } });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
