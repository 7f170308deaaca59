const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { foreignKey: { name: 'pid', field: 'p_id' }, constraints: false });
