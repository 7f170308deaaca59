const Station = sequelize.define('RailwayStation', {});
const Train = sequelize.define('ExpressTrain', {}, { underscored: true });
Station.belongsToMany(Train, { through: 'TrainStops' });
Train.belongsToMany(Station, { through: 'TrainStops' });
