const Sensor = sequelize.define('Sensor', {});
const Reading = sequelize.define('Reading', { value: DataTypes.REAL });
Reading.belongsTo(Sensor);
Reading.removeAttribute('value');
