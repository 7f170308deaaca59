const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { as: 'things', foreignKey: 'ownerId' });
Task.belongsTo(User, { foreignKey: { allowNull: false } });
