const User = sequelize.define('User', { mail: { type: DataTypes.STRING(80), unique: true, field: 'e_mail' } });
const Task = sequelize.define('Task', {});
Task.belongsTo(User, { targetKey: 'mail', keyType: DataTypes.STRING(20) });
