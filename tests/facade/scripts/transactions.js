// Managed and unmanaged transactions.
const Purse = sequelize.define('Purse', { coins: DataTypes.INTEGER }, { timestamps: false });
await sequelize.sync();
await attempt('managed', () => sequelize.transaction(async (transaction) => {
  await Purse.create({ coins: 5 }, { transaction });
  return 'done';
}));
await attempt('managed, fails', () => sequelize.transaction(async (transaction) => {
  await Purse.create({ coins: 50 }, { transaction });
  throw new Error('no');
}));
await attempt('count', () => Purse.count());
const unmanaged = await sequelize.transaction();
await Purse.update({ coins: 0 }, { where: {}, transaction: unmanaged });
await attempt('seen inside', () => Purse.sum('coins', { transaction: unmanaged }));
await unmanaged.rollback();
await attempt('after rollback', () => Purse.sum('coins'));
note('finished', unmanaged.finished);
await attempt('used after its end', () => Purse.count({ transaction: unmanaged }).catch(({ message }) => message));
await attempt('rolled back twice', () => unmanaged.rollback());
const committed = await sequelize.transaction();
committed.afterCommit(() => note('afterCommit', true));
await Purse.create({ coins: 1 }, { transaction: committed });
await committed.commit();
await attempt('committed twice', () => committed.commit());
await attempt('sum', () => Purse.sum('coins'));
