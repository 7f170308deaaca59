const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { tableName: 'the_table' });
User.hasMany(Task);
