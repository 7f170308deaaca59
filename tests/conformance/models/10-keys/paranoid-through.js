const User = sequelize.define('User', {}, { paranoid: true });
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: { model: 'Work', paranoid: true } });
User.belongsToMany(Task, { as: 'more', through: 'Plain' });
