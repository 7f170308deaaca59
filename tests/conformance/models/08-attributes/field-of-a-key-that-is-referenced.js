const User = sequelize.define('User', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, field: 'user_id' }, firstName: { type: DataTypes.STRING, field: 'first_name' } });
const Task = sequelize.define('Task', {});
User.hasMany(Task);
Task.belongsToMany(User, { through: 'Workers' });
