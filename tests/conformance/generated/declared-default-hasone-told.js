const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, defaultValue: 1 } });
User.hasOne(Task, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
