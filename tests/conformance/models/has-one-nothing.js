const User = sequelize.define('User', {});
User.hasOne(null);
