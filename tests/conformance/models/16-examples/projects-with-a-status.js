const User = sequelize.define('User', {});
const Project = sequelize.define('Project', {});
const Membership = sequelize.define('UserProjects', { role: DataTypes.STRING });
User.belongsToMany(Project, { through: Membership });
Project.belongsToMany(User, { through: Membership });
