const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
Task.belongsTo(User, { onDelete: 'CASCADE' });
User.hasMany(Task, { as: 'things', foreignKey: 'ownerId' });
