const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'x', targetKey: 'mail' });
