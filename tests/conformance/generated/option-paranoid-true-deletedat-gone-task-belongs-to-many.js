const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { paranoid: true, deletedAt: 'gone' });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
