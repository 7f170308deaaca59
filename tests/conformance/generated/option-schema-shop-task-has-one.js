const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { schema: 'shop' });
User.hasOne(Task);
