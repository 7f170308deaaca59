const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task);
Task.belongsTo(User, { constraints: false });
