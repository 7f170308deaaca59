const User = sequelize.define('User', { username: DataTypes.STRING });
const Task = sequelize.define('Task', { title: DataTypes.STRING });
User.hasMany(Task);
Task.belongsTo(User, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
