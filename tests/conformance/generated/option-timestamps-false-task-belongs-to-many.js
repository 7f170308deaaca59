const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { timestamps: false });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
