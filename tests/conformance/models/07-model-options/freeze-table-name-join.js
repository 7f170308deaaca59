const Weather = sequelize.define('Weather', {}, { freezeTableName: true });
const Day = sequelize.define('day', {}, { freezeTableName: true });
Day.belongsToMany(Weather, { through: 'Forecast' });
