const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, references: { model: 'Users', key: 'id' } } });
User.hasOne(Task, { onDelete: 'CASCADE', foreignKey: { allowNull: false } });
