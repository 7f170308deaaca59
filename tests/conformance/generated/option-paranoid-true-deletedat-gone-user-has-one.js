const User = sequelize.define('User', {}, { paranoid: true, deletedAt: 'gone' });
const Task = sequelize.define('Task', {});
User.hasOne(Task);
