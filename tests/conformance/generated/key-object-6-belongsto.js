const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
Task.belongsTo(User, { foreignKey: { fieldName: 'ownerId' } });
