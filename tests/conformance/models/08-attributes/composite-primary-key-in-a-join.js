const Seat = sequelize.define('Seat', { row: { type: DataTypes.INTEGER, primaryKey: true }, number: { type: DataTypes.INTEGER, primaryKey: true } });
const Guest = sequelize.define('Guest', {});
Seat.belongsToMany(Guest, { through: 'Bookings' });
Guest.belongsToMany(Seat, { through: 'Bookings' });
