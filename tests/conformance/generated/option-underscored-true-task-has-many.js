const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { underscored: true });
User.hasMany(Task);
