const User = sequelize.define('User', {}, { underscored: true });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
