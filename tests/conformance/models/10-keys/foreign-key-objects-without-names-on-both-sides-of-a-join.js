const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', {});
Boat.belongsToMany(Race, { through: 'Starts', foreignKey: { allowNull: false } });
Race.belongsToMany(Boat, { through: 'Starts', foreignKey: { allowNull: false } });
