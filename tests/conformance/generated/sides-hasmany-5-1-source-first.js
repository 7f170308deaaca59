const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task, { as: 'things', foreignKey: 'ownerId' });
Task.belongsTo(User, { onDelete: 'CASCADE' });
