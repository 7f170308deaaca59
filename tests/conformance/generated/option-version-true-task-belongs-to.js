const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { version: true });
Task.belongsTo(User);
