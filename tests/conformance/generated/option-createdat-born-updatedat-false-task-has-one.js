const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { createdAt: 'born', updatedAt: false });
User.hasOne(Task);
