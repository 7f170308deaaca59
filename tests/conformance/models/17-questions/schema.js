const User = sequelize.define('User', {}, { schema: 'shop' });
const Task = sequelize.define('Task', { title: { type: DataTypes.STRING, unique: true } }, { indexes: [{ fields: ['title'] }] });
User.hasMany(Task);
