const Parcel = sequelize.define('Parcel', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, comment: 'the number' } });
const Stamp = sequelize.define('Stamp', { ParcelId: { type: DataTypes.INTEGER, comment: 'glued on' } });
Stamp.belongsTo(Parcel);
