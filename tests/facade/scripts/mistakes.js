// What beginners get wrong, and what they are told.
const User = sequelize.define('User', { name: DataTypes.STRING, age: DataTypes.INTEGER }, {
  timestamps: false, scopes: { named: (name) => ({ where: { name } }) },
});
const Task = sequelize.define('Task', { title: DataTypes.STRING }, { timestamps: false });
User.belongsToMany(Task, { through: 'works', timestamps: false });
Task.belongsToMany(User, { through: 'works', timestamps: false });
await sequelize.sync();
await User.bulkCreate([{ name: 'Ann', age: 1 }, { name: 'Ben', age: 2 }]);

await attempt('operators of old', () => User.findAll({ where: { name: { $like: 'A%' } } }));
await attempt('operators without Op', () => User.findAll({ where: { name: { 'not-equal': 1 } } }));
await attempt('a model by its name', () => User.findAll({ include: [{ model: 'Task' }] }));
await attempt('an unknown hook', () => User.addHook('beforeNothing', () => {}));
await attempt('an unknown scope with arguments', () => User.scope({ method: ['unknown', 1] }).findAll());
await attempt('an order of old', () => User.findAll({ order: [{ raw: 'age DESC' }] }));
await attempt('no statement', () => sequelize.query());
await attempt('too few replacements', () => sequelize.query('SELECT ? AS a, ? AS b', { replacements: [1] }));
await attempt('update of nothing', () => User.update(undefined, { where: { age: 1 } }));
await attempt('a date for text', () => User.count({ where: { name: new Date(0) } }));

class Forgotten extends Model {}
await attempt('no init', () => Forgotten.findAll());
await attempt('no init, an association', () => User.hasMany(Forgotten));

await attempt('errors as JSON', async () => {
  try {
    await User.update({ name: 'x' }, {});
  } catch (error) {
    return [String(error), JSON.stringify(error)];
  }
});
await attempt('rolled back by hand, then left', () => sequelize.transaction(async (transaction) => {
  await transaction.rollback();
  throw new Error('left');
}));
await attempt('a numbered key counts as changed', async () => {
  const changes = [];
  User.afterCreate((created) => { changes.push([...created.changed()].sort()); });
  const created = await User.create({ name: 'Dot', age: 4 }, { fields: ['name'] });
  return [changes, created.changed()];
});
