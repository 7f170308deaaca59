const Hall = sequelize.define('Hall', {});
const Seat = sequelize.define('Seat', { HallId: { type: DataTypes.INTEGER, primaryKey: true }, number: { type: DataTypes.INTEGER, primaryKey: true } });
Hall.hasMany(Seat);
Seat.belongsTo(Hall);
