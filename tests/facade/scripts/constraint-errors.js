// What the database refuses, and how it is told.
const Owner = sequelize.define('Owner', { email: { type: DataTypes.STRING, unique: true } }, { timestamps: false });
const Dog = sequelize.define('Dog', { name: { type: DataTypes.STRING, allowNull: false } }, { timestamps: false });
Owner.hasMany(Dog, { foreignKey: { allowNull: false }, onDelete: 'RESTRICT' });
Dog.belongsTo(Owner, { foreignKey: { allowNull: false } });
await sequelize.sync();
const owner = await Owner.create({ email: 'o@x.org' });
const dog = await owner.createDog({ name: 'Rex' });
await attempt('no such owner', () => Dog.create({ name: 'Fido', OwnerId: 99 }));
await attempt('owner with a dog', () => owner.destroy());
await attempt('owners with dogs', () => Owner.destroy({ where: {} }));
await attempt('not null', () => dog.update({ OwnerId: null }));
await attempt('email taken', () => Owner.create({ email: 'o@x.org' }));
await attempt('key taken', () => Owner.create({ id: 1, email: 'p@x.org' }));
await attempt('null past the validators', () => Dog.create({ name: null, OwnerId: 1 }, { validate: false }));
await attempt('bulk', () => Owner.bulkCreate([{ email: 'q@x.org' }, { email: 'q@x.org' }]));
await attempt('unknown table', () => sequelize.define('Ghost', {}).findAll());
await attempt('bad SQL', () => sequelize.query('SELEKT 1').catch(({ name, sql }) => [name, sql]));
const { ForeignKeyConstraintError, UniqueConstraintError, ValidationError, DatabaseError, BaseError } = Sequelize;
await attempt('instanceof', async () => {
  const fk = await Dog.create({ name: 'F', OwnerId: 98 }).catch((error) => error);
  const unique = await Owner.create({ email: 'o@x.org' }).catch((error) => error);
  return [fk instanceof ForeignKeyConstraintError, fk instanceof DatabaseError, unique instanceof UniqueConstraintError, unique instanceof ValidationError, unique instanceof BaseError];
});
