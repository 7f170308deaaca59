sequelize.define('User', { a: DataTypes.STRING });
const Task = sequelize.define('Task', {});
const User = sequelize.define('User', { b: DataTypes.STRING });
User.hasMany(Task);
