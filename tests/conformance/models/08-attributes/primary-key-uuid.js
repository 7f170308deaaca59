const Parcel = sequelize.define('Parcel', { id: { type: DataTypes.UUID, defaultValue: DataTypes.UUIDV4, primaryKey: true } });
const Stamp = sequelize.define('Stamp', { id: { type: DataTypes.UUID, defaultValue: DataTypes.UUIDV1, primaryKey: true, allowNull: false } });
Parcel.hasMany(Stamp);
Stamp.belongsTo(Parcel);
