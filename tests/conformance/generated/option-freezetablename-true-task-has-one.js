const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { freezeTableName: true });
User.hasOne(Task);
