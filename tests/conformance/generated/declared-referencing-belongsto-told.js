const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, references: { model: 'Users', key: 'id' } } });
Task.belongsTo(User, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
