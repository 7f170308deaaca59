const User = sequelize.define('User', {}, { timestamps: false });
const Task = sequelize.define('Task', {});
User.hasOne(Task);
