const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { paranoid: true });
User.hasOne(Task);
