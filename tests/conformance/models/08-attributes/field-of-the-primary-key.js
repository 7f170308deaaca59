const Parcel = sequelize.define('Parcel', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, field: 'parcel_no' } });
const Stamp = sequelize.define('Stamp', {});
Parcel.hasMany(Stamp);
Stamp.belongsTo(Parcel);
