const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { constraints: false, onDelete: 'CASCADE' });
