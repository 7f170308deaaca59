const User = sequelize.define('User', {}, { engine: 'MyISAM', charset: 'utf8', collate: 'utf8_bin', initialAutoIncrement: 100, rowFormat: 'DYNAMIC' });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
