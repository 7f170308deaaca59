const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { constraints: false });
Task.belongsTo(User, { foreignKey: 'ownerId' });
