const Boat = sequelize.define('Boat', {});
const Race = sequelize.define('Race', {});
Boat.belongsToMany(Race, { through: 'Starts', foreignKey: 'no', onUpdate: 'NO ACTION' });
Race.belongsToMany(Boat, { through: 'Starts', foreignKey: 'no', onUpdate: 'SET NULL' });
