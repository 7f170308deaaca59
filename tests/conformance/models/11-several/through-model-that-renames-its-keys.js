const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
const Work = sequelize.define('Work', { UserId: { type: DataTypes.INTEGER, field: 'worker' }, TaskId: { type: DataTypes.INTEGER, allowNull: false, onDelete: 'RESTRICT' } });
User.belongsToMany(Task, { through: Work });
Task.belongsToMany(User, { through: Work, onDelete: 'SET NULL' });
