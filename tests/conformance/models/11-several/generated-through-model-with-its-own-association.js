const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'Work' });
sequelize.models.Work.hasMany(User);
