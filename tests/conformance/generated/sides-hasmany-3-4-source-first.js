const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task, { constraints: false });
Task.belongsTo(User, { foreignKey: 'ownerId' });
