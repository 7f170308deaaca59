const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
Task.belongsTo(User, { onDelete: 'CASCADE' });
User.hasOne(Task, { foreignKey: 'ownerId' });
