const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { freezeTableName: true });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
