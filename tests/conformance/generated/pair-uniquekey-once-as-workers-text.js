const User = sequelize.define('User', { mail: { type: DataTypes.STRING, unique: true } });
const Task = sequelize.define('Task', { title: { type: DataTypes.STRING(40), unique: true } });
User.belongsToMany(Task, { through: 'Work', uniqueKey: 'once' });
Task.belongsToMany(User, { through: 'Work', as: 'Workers' });
