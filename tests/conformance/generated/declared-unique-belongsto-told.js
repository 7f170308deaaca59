const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, unique: true } });
Task.belongsTo(User, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
