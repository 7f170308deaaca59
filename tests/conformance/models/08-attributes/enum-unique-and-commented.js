sequelize.define('Parcel', { size: { type: DataTypes.ENUM('S', 'L'), unique: true, comment: 'the size' } });
