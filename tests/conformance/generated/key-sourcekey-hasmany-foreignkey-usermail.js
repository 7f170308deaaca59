const User = sequelize.define('User', { mail: { type: DataTypes.STRING(80), unique: true, field: 'e_mail' } });
const Task = sequelize.define('Task', {});
User.hasMany(Task, { sourceKey: 'mail', foreignKey: 'userMail' });
