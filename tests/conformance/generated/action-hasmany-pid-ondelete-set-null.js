const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task, { foreignKey: 'pid', onDelete: 'SET NULL' });
