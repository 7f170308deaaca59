// An options object that two associations share carries what the first wrote into it.
const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
const Tool = sequelize.define('Tool', {});
const options = { foreignKey: { allowNull: false } };
Task.belongsTo(User, options);
note('written', [options.onDelete, options.onUpdate, options.hooks, options.useHooks]);
delete options.foreignKey;
Tool.belongsTo(User, options);
note('attribute', [Tool.rawAttributes.UserId.onDelete, Tool.rawAttributes.UserId.allowNull]);
const many = {};
User.hasMany(Task, many);
note('hasMany writes no action', [many.onDelete, many.onUpdate]);
await sequelize.sync();
