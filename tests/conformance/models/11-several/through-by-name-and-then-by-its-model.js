const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.belongsToMany(Task, { through: 'Work' });
Task.belongsToMany(User, { through: sequelize.models.Work });
sequelize.models.Work.belongsTo(User);
