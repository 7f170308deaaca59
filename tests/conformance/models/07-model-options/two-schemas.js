const User = sequelize.define('User', { mood: DataTypes.ENUM('up', 'down') }, { schema: 'people' });
const Task = sequelize.define('Task', {}, { schema: 'work' });
User.hasMany(Task);
User.belongsToMany(Task, { through: 'Doing' });
Task.belongsTo(Task, { as: 'parent' });
