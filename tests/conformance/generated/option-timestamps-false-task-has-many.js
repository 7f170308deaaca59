const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { timestamps: false });
User.hasMany(Task);
