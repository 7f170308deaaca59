const User = sequelize.define('User', {}, { createdAt: 'born', updatedAt: false });
const Task = sequelize.define('Task', {});
Task.belongsTo(User);
