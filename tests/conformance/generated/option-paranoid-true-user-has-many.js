const User = sequelize.define('User', {}, { paranoid: true });
const Task = sequelize.define('Task', {});
User.hasMany(Task);
