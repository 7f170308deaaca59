const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { comment: 'it\'s theirs' });
User.hasMany(Task);
