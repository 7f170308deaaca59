const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: DataTypes.INTEGER });
Task.belongsTo(User, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
