const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: DataTypes.INTEGER });
User.hasOne(Task, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
