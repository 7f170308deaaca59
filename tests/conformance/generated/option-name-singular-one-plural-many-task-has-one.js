const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {}, { name: { singular: 'one', plural: 'many' } });
User.hasOne(Task);
