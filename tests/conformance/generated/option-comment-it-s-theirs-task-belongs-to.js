const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { comment: 'it\'s theirs' });
Task.belongsTo(User);
