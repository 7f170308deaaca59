sequelize.define('Parcel', { code: { type: DataTypes.STRING, unique: true }, seal: { type: DataTypes.INTEGER, unique: true, allowNull: false } });
