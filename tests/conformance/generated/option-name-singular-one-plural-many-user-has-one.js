const User = sequelize.define('User', {}, { name: { singular: 'one', plural: 'many' } });
const Task = sequelize.define('Task', {});
User.hasOne(Task);
