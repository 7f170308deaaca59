const User = sequelize.define('User', {}, { freezeTableName: true });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
