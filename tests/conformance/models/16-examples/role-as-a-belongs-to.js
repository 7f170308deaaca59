const Role = sequelize.define('UserRole', {});
const User = sequelize.define('User', {});
User.belongsTo(Role, { as: 'role' });
