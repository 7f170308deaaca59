// Transactions with an isolation level, a type, a lock; nested ones; hooks of their ends.
const { Transaction } = Sequelize;
const Coin = sequelize.define('Coin', { worth: DataTypes.INTEGER }, { timestamps: false });
await sequelize.sync();
await Coin.bulkCreate([{ worth: 1 }, { worth: 2 }]);
for (const isolationLevel of Object.values(Transaction.ISOLATION_LEVELS)) {
  await attempt(isolationLevel, () => sequelize.transaction({ isolationLevel }, async (transaction) => {
    await Coin.increment('worth', { where: { id: 1 }, transaction });
    return Coin.sum('worth', { transaction });
  }));
}
for (const type of Object.values(Transaction.TYPES)) {
  await attempt(type, () => sequelize.transaction({ type }, (transaction) => Coin.count({ transaction })));
}
for (const lock of [true, ...Object.values(Transaction.LOCK)]) {
  await attempt(`lock ${lock}`, () => sequelize.transaction((transaction) => Coin.findOne({ where: { id: 1 }, lock, transaction, raw: true })));
}
await attempt('skipLocked', () => sequelize.transaction((transaction) => Coin.findAll({ lock: true, skipLocked: true, transaction, raw: true, order: ['id'] })));
await attempt('nested', () => sequelize.transaction(async (outer) => {
  await Coin.create({ worth: 3 }, { transaction: outer });
  await sequelize.transaction({ transaction: outer }, async (inner) => {
    await Coin.create({ worth: 100 }, { transaction: inner });
    throw new Error('the inner one fails');
  }).catch(({ message }) => note('inner', message));
  return Coin.count({ transaction: outer });
}));
await attempt('afterCommit', () => sequelize.transaction(async (transaction) => {
  transaction.afterCommit(() => note('after', transaction.finished));
  return 'done';
}));
await attempt('a refused statement, then another', () => sequelize.transaction(async (transaction) => {
  await Coin.create({ id: 1, worth: 9 }, { transaction }).catch(({ name }) => note('refused', name));
  return Coin.count({ transaction });
}));
await attempt('rows', () => Coin.findAll({ raw: true, order: ['id'] }));
