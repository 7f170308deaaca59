const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { comment: 'it\'s theirs' });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
