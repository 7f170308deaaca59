const User = sequelize.define('User', {}, { freezeTableName: true });
const Task = sequelize.define('Task', {});
Task.belongsTo(User);
