class User extends Model {}
class Task extends Model {}
User.init({ name: DataTypes.STRING }, { sequelize });
Task.init({ title: DataTypes.STRING }, { sequelize, modelName: 'todo', tableName: 'todos' });
User.hasMany(Task, { as: 'todos' });
Task.belongsTo(User);
