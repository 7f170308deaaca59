const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.INTEGER, references: { model: User, key: 'id' }, onDelete: 'cascade' } });
Task.belongsTo(User);
