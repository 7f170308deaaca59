const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { indexes: [{ fields: ['id'] }] });
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
