sequelize.define('Parcel', { code: { type: DataTypes.STRING, unique: true, field: 'parcel_code' }, seal: { type: DataTypes.STRING, unique: 'sealed', field: 'the_seal' } });
