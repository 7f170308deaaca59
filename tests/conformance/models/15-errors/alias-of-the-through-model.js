const User = sequelize.define('User', {});
const Project = sequelize.define('Project', {});
const Member = sequelize.define('Member', {});
User.hasOne(Member);
User.belongsToMany(Project, { through: Member });
