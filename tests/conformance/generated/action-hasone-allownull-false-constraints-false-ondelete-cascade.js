const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { foreignKey: { allowNull: false }, constraints: false, onDelete: 'CASCADE' });
