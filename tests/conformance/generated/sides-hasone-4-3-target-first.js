const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
Task.belongsTo(User, { constraints: false });
User.hasOne(Task, { foreignKey: 'ownerId' });
