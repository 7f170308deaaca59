const Boat = sequelize.define('Boat', { name: { type: DataTypes.STRING, unique: true } });
const Race = sequelize.define('Race', { title: { type: DataTypes.STRING(30), unique: true } });
Boat.belongsToMany(Race, { through: 'Starts', sourceKey: 'name', targetKey: 'title' });
Race.belongsToMany(Boat, { through: 'Starts', sourceKey: 'title', targetKey: 'name' });
