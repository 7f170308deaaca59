const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task, { foreignKey: { name: 'ownerId', unique: 'one_owner' } });
