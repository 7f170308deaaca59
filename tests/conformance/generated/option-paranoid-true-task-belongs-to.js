const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { paranoid: true });
Task.belongsTo(User);
