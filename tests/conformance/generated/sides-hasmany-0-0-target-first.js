const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
Task.belongsTo(User);
User.hasMany(Task);
