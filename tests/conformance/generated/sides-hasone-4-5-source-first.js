const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { foreignKey: 'ownerId' });
Task.belongsTo(User, { as: 'owner', foreignKey: 'ownerId' });
