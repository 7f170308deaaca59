const User = sequelize.define('User', {}, { tableName: 'the_table' });
const Task = sequelize.define('Task', {});
User.hasOne(Task);
