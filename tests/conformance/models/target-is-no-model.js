const User = sequelize.define('User', {});
User.hasMany('Task');
