const User = sequelize.define('User', {});
User.belongsTo();
