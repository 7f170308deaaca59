const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { underscored: true });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
