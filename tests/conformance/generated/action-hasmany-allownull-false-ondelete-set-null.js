const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task, { foreignKey: { allowNull: false }, onDelete: 'SET NULL' });
