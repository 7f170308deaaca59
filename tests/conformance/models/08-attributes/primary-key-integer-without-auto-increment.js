const Room = sequelize.define('Room', { number: { type: DataTypes.INTEGER, primaryKey: true } });
Room.hasMany(sequelize.define('Chair', {}));
