const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task, { as: 'jobs' });
User.hasMany(Task, { as: 'jobs', foreignKey: 'other' });
