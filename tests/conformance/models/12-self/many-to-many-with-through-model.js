const Person = sequelize.define('Person', {});
const Bond = sequelize.define('Bond', { strength: DataTypes.INTEGER });
Person.belongsToMany(Person, { as: 'Allies', through: Bond, foreignKey: 'oneId', otherKey: 'twoId' });
