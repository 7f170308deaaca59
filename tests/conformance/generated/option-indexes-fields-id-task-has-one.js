const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { indexes: [{ fields: ['id'] }] });
User.hasOne(Task);
