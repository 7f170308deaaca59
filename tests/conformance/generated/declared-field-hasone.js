const User = sequelize.define('User', {});
const Task = sequelize.define('Task', { UserId: { type: DataTypes.BIGINT, field: 'user_id', comment: 'who' } });
User.hasOne(Task);
