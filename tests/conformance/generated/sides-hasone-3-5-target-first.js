const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
Task.belongsTo(User, { as: 'owner', foreignKey: 'ownerId' });
User.hasOne(Task, { constraints: false });
