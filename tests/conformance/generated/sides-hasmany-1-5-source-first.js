const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task, { onDelete: 'CASCADE' });
Task.belongsTo(User, { as: 'owner', foreignKey: 'ownerId' });
