const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { paranoid: true, deletedAt: 'gone' });
User.hasOne(Task);
