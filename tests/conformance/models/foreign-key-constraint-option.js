const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasMany(Task, { constraints: false, foreignKeyConstraint: true });
