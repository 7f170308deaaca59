const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { onUpdate: 'RESTRICT' });
