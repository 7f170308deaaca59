const User = sequelize.define('User', { tasks: DataTypes.STRING });
const Task = sequelize.define('Task', {});
User.hasMany(Task, { as: 'tasks' });
