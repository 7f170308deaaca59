const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { createdAt: 'born', updatedAt: false });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
