const Worker = sequelize.define('User', {});
const Project = sequelize.define('Project', {});
Project.hasMany(Worker, { as: 'Workers' });
Worker.belongsTo(Project);
