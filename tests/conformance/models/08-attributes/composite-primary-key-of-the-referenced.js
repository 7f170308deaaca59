const Seat = sequelize.define('Seat', { row: { type: DataTypes.INTEGER, primaryKey: true }, number: { type: DataTypes.INTEGER, primaryKey: true } });
const Ticket = sequelize.define('Ticket', {});
Seat.hasMany(Ticket);
Ticket.belongsTo(Seat);
