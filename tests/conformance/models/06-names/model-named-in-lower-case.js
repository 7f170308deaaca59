const user = sequelize.define('user', {});
const ticket = sequelize.define('ticket', {});
user.hasMany(ticket);
ticket.belongsTo(user);
