const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, allowNull: true } });
User.hasMany(Task, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
