const Users = sequelize.define('Users', {});
const Tickets = sequelize.define('Tickets', {});
Users.hasMany(Tickets);
Tickets.belongsTo(Users);
