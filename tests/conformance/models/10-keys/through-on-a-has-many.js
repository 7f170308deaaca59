const User = sequelize.define('User', {});
const Project = sequelize.define('Project', {});
User.hasMany(Project, { through: 'UserProjects' });
