const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { foreignKey: { allowNull: false } });
Task.belongsTo(User, { as: 'owner', foreignKey: 'ownerId' });
