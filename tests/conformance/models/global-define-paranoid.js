// options {"define":{"paranoid":true,"createdAt":"created_on","schema":"main_schema"}}
const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'Work' });
User.hasMany(Task);
