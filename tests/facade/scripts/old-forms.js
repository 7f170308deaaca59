// Forms of older releases, and what this one says of them.
const User = sequelize.define('User', { name: DataTypes.STRING }, { classMethods: { associate() {} }, instanceMethods: { hi() {} } });
const Task = sequelize.define('Task', { title: DataTypes.STRING });
const Project = sequelize.define('Project', { title: DataTypes.STRING });
await attempt('include what is not associated', () => User.findAll({ include: Task }));
await attempt('N:M without through', () => User.belongsToMany(Project));
await attempt('self N:M without as', () => User.belongsToMany(User, { through: 'Friends' }));
await attempt('hasMany of nothing', () => User.hasMany(undefined));
await attempt('hasMany through', () => User.hasMany(Project, { through: 'x' }));
User.hasMany(Task, { as: 'Jobs' });
await attempt('an alias twice', () => User.hasMany(Task, { as: 'Jobs' }));
await attempt('associate is ignored', () => typeof User.associate);
await attempt('instance methods are ignored', () => typeof User.build().hi);
await attempt('an unknown type', () => sequelize.define('Odd', { x: { type: undefined } }));
await attempt('an unknown model', () => sequelize.model('Nobody'));
await attempt('init without sequelize', () => (class Lost extends Model {}).init({}, {}));
await attempt('find is gone', () => User.find({}));
