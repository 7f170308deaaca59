const User = sequelize.define('User', {});
const Task = sequelize.define('Task', {});
const Tag = sequelize.define('Tag', {});
User.belongsToMany(Task, { through: 'Links' });
Task.belongsToMany(Tag, { through: 'Links' });
Tag.belongsToMany(User, { through: 'Links' });
