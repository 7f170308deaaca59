const User = sequelize.define('User', {}, { underscored: true });
const Task = sequelize.define('Task', {});
User.hasOne(Task);
