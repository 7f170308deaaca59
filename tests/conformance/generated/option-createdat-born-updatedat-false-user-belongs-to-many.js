const User = sequelize.define('User', {}, { createdAt: 'born', updatedAt: false });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
