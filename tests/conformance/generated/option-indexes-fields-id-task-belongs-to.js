const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { indexes: [{ fields: ['id'] }] });
Task.belongsTo(User);
