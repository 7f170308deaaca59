const Task = sequelize.define('Task', {}, { classMethods: { associate(models) { Task.belongsTo(models.User); } }, instanceMethods: { go() {} } });
sequelize.define('User', {});
