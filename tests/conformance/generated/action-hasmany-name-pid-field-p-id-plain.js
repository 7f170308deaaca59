const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task, { foreignKey: { name: 'pid', field: 'p_id' } });
