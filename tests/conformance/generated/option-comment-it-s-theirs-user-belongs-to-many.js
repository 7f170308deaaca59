const User = sequelize.define('User', {}, { comment: 'it\'s theirs' });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
