// `useCLS`: a transaction that no call names, carried by a namespace.
const { AsyncLocalStorage } = await import('node:async_hooks');
const storage = new AsyncLocalStorage();
Sequelize.useCLS({
  bind: (work) => work,
  run: (work) => storage.run(new Map(), () => work(storage.getStore())),
  get: (name) => storage.getStore()?.get(name),
  set: (name, value) => storage.getStore()?.set(name, value),
});
const Entry = sequelize.define('Entry', { number: { type: DataTypes.INTEGER, unique: true } }, { timestamps: false });
await sequelize.sync();
await attempt('all of them', () => sequelize.transaction(async () => {
  const entry = await Entry.create({ number: 1 });
  await entry.increment('number', { by: 2 });
  await entry.reload();
  return [entry.number, await Entry.max('number'), await Entry.sum('number'), await Entry.count()];
}));
await attempt('a statement of one\'s own', () => sequelize.transaction(() => sequelize.query('SELECT 1 AS one', { type: QueryTypes.SELECT })));
await attempt('undone', () => sequelize.transaction(async () => {
  await Entry.create({ number: 7 });
  throw new Error('undo');
}));
await attempt('inside another', () => sequelize.transaction(async (outer) => {
  await Entry.create({ number: 8 });
  await sequelize.transaction({ transaction: outer }, () => Entry.create({ number: 9 }));
  return Entry.count();
}));
await attempt('what is left', () => Entry.findAll({ order: ['number'], raw: true }));
delete Sequelize._cls;
