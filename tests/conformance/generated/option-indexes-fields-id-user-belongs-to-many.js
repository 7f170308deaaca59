const User = sequelize.define('User', {}, { indexes: [{ fields: ['id'] }] });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'UserTasks' });
Task.belongsToMany(User, { through: 'UserTasks' });
