const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, allowNull: false } });
User.hasOne(Task, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
