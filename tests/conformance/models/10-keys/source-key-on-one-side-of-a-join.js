const Boat = sequelize.define('Boat', { name: { type: DataTypes.STRING, unique: true } });
const Race = sequelize.define('Race', {});
Boat.belongsToMany(Race, { through: 'Starts', sourceKey: 'name' });
Race.belongsToMany(Boat, { through: 'Starts' });
