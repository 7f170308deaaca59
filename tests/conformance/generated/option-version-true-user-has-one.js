const User = sequelize.define('User', {}, { version: true });
const Task = sequelize.define('Task', {});
User.hasOne(Task);
