const User = sequelize.define('User', { mail: { type: DataTypes.STRING, unique: true } });
const Task = sequelize.define('Task', { title: { type: DataTypes.STRING(40), unique: true } });
const Work = sequelize.define('Work', { role: DataTypes.STRING });
User.belongsToMany(Task, { through: Work, foreignKey: 'worker', otherKey: 'job' });
