const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
Task.belongsTo(User, { foreignKey: { allowNull: true }, constraints: false, onDelete: 'CASCADE' });
