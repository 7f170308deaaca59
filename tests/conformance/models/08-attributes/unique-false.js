sequelize.define('Parcel', { code: { type: DataTypes.STRING, unique: false } });
