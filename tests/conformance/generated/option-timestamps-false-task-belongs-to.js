const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { timestamps: false });
Task.belongsTo(User);
