const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
User.hasOne(Task, { foreignKey: { name: 'ownerId', type: DataTypes.BIGINT } });
