const Station = sequelize.define('RailwayStation', { cityName: DataTypes.STRING }, { underscored: true });
const Train = sequelize.define('ExpressTrain', {}, { underscored: true });
Station.hasMany(Train);
Train.belongsTo(Station);
