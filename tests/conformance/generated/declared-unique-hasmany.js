const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, unique: true } });
User.hasMany(Task);
