const User = sequelize.define('User', {}, { comment: 'it\'s theirs' });
const Task = sequelize.define('Task', {});
User.hasMany(Task);
