const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { onDelete: 'RESTRICT' });
