const User = sequelize.define('User', {}, { freezeTableName: true });
const Task = sequelize.define('Task', {});
User.hasMany(Task);
