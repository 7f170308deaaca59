const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { name: { singular: 'one', plural: 'many' } });
Task.belongsTo(User);
