const User = sequelize.define('User', {});
const Project = sequelize.define('Project', {});
User.belongsToMany(Project, { through: true });
