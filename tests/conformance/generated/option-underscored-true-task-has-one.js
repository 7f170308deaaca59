const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { underscored: true });
User.hasOne(Task);
