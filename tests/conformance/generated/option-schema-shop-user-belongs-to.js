const User = sequelize.define('User', {}, { schema: 'shop' });
const Task = sequelize.define('Task', {});
Task.belongsTo(User);
