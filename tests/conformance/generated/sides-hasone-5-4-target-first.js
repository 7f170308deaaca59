const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
Task.belongsTo(User, { foreignKey: 'ownerId' });
User.hasOne(Task, { as: 'things', foreignKey: 'ownerId' });
