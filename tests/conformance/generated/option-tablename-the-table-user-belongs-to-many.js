const User = sequelize.define('User', {}, { tableName: 'the_table' });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
