const User = sequelize.define('User', {});
User.belongsToMany(undefined, { through: 'x' });
