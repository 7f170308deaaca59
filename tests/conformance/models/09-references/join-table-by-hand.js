const Dog = sequelize.define('Dog', {});
const Toy = sequelize.define('Toy', {});
const DogToy = sequelize.define('DogToy', {
  dogId: { type: DataTypes.INTEGER, references: { model: Dog, key: 'id' }, primaryKey: true },
  toyId: { type: DataTypes.INTEGER, references: { model: Toy, key: 'id' }, primaryKey: true },
  worn: DataTypes.BOOLEAN,
});
Dog.belongsToMany(Toy, { through: DogToy, foreignKey: 'dogId', otherKey: 'toyId' });
Toy.belongsToMany(Dog, { through: DogToy, foreignKey: 'toyId', otherKey: 'dogId' });
