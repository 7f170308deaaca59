const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', { title: { type: DataTypes.STRING(30), unique: true, field: 'race_title' } });
Boat.belongsToMany(Race, { through: 'Starts', targetKey: 'title' });
Race.belongsToMany(Boat, { through: 'Starts' });
