const User = sequelize.define('User', {}, { paranoid: true, deletedAt: 'gone' });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
