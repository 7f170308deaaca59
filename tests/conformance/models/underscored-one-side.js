const User = sequelize.define('User', {}, { underscored: true });
const TaskList = sequelize.define('TaskList', {});
User.hasMany(TaskList);
TaskList.hasMany(User);
