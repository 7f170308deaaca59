const Station = sequelize.define('Station', {});
const Train = sequelize.define('Train', {}, { underscored: true });
Station.hasMany(Train);
Train.belongsTo(Station);
