const User = sequelize.define('User', {}, { tableName: 'the_table' });
const Task = sequelize.define('Task', {});
Task.belongsTo(User);
