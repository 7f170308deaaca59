const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', {});
const Start = sequelize.define('Start', { id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true } });
Boat.belongsToMany(Race, { through: Start, uniqueKey: 'one_start_each' });
Race.belongsToMany(Boat, { through: Start, uniqueKey: 'one_start_each' });
