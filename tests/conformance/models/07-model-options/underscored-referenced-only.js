const Station = sequelize.define('RailwayStation', {}, { underscored: true });
const Train = sequelize.define('Train', {});
Station.hasMany(Train);
Train.belongsTo(Station);
