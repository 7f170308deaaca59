const Parcel = sequelize.define('Parcel', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, field: 'parcel_no' } });
const Van = sequelize.define('Van', { plate: { type: DataTypes.STRING(9), primaryKey: true, field: 'plate_no' } });
Parcel.belongsToMany(Van, { through: 'Loads' });
Van.belongsToMany(Parcel, { through: 'Loads' });
