const Station = sequelize.define('Station', {}, { underscored: true });
const Train = sequelize.define('Train', {}, { underscored: true });
Train.belongsTo(Station, { as: 'homeStation', foreignKey: 'homeStationId' });
Train.belongsTo(Station, { as: 'nextStop', foreignKey: { name: 'nextStopId', field: 'nextstop' } });
