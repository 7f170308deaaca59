const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, defaultValue: 1 } });
Task.belongsTo(User);
