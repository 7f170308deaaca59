const Owner = sequelize.define('Owner', {});
const Breed = sequelize.define('Breed', { name: { type: DataTypes.STRING, primaryKey: true } });
sequelize.define('Dog', {
  ownerId: { type: DataTypes.INTEGER, references: { model: Owner, key: 'id' } },
  breed: { type: DataTypes.STRING, references: { model: Breed, key: 'name' }, onUpdate: 'CASCADE' },
  vetId: { type: DataTypes.INTEGER, references: { model: Owner, key: 'id' }, onDelete: 'SET NULL' },
});
