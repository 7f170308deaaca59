const User = sequelize.define('User', { mail: { type: DataTypes.STRING, unique: true } });
const Task = sequelize.define('Task', { title: { type: DataTypes.STRING(40), unique: true } });
const Work = sequelize.define('Work', { no: { type: DataTypes.INTEGER, primaryKey: true } });
User.belongsToMany(Task, { through: { model: Work, unique: false }, foreignKey: 'worker', otherKey: 'job' });
