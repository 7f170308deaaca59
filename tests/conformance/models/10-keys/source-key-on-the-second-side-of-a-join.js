const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', { title: { type: DataTypes.STRING(30), unique: true } });
Boat.belongsToMany(Race, { through: 'Starts' });
Race.belongsToMany(Boat, { through: 'Starts', sourceKey: 'title' });
