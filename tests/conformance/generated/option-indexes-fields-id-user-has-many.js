const User = sequelize.define('User', {}, { indexes: [{ fields: ['id'] }] });
const Task = sequelize.define('Task', {});
User.hasMany(Task);
