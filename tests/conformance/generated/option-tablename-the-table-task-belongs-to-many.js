const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { tableName: 'the_table' });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
