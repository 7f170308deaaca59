const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, defaultValue: 1 } });
User.hasMany(Task, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
