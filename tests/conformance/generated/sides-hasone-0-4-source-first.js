const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task);
Task.belongsTo(User, { foreignKey: 'ownerId' });
