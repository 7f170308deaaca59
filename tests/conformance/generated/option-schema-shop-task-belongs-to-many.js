const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { schema: 'shop' });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
