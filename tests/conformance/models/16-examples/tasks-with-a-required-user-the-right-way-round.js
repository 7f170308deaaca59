const User = sequelize.define('User', { username: DataTypes.STRING });
const Task = sequelize.define('Task', { title: DataTypes.STRING });
Task.belongsTo(User, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
User.hasMany(Task);
