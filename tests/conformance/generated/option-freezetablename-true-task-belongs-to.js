const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { freezeTableName: true });
Task.belongsTo(User);
