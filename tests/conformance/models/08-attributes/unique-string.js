sequelize.define('Parcel', { code: { type: DataTypes.STRING, unique: 'parcel_code' } });
