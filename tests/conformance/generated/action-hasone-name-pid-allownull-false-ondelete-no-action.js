const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { foreignKey: { name: 'pid', allowNull: false }, onDelete: 'NO ACTION' });
