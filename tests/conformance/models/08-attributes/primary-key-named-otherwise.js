const Room = sequelize.define('Room', { roomNo: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true } });
const Chair = sequelize.define('Chair', {});
Room.hasMany(Chair);
Chair.belongsTo(Room);
