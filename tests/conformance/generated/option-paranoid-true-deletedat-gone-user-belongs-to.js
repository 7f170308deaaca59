const User = sequelize.define('User', {}, { paranoid: true, deletedAt: 'gone' });
const Task = sequelize.define('Task', {});
Task.belongsTo(User);
