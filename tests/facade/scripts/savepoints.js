// Transactions inside transactions, and locks.
const Row = sequelize.define('Row', { n: DataTypes.INTEGER }, { timestamps: false });
await sequelize.sync();
const outer = await sequelize.transaction({ type: Sequelize.Transaction.TYPES.IMMEDIATE });
await Row.create({ n: 1 }, { transaction: outer });
const inner = await sequelize.transaction({ transaction: outer });
note('names', [inner.id === outer.id, inner.name.replace(outer.id, ''), outer.LOCK.UPDATE]);
await Row.create({ n: 2 }, { transaction: inner });
await inner.rollback();
await attempt('inside', () => Row.findAll({ transaction: outer, lock: true, raw: true }));
await outer.commit();
await attempt('after', () => Row.count());
await attempt('nested, managed', () => sequelize.transaction((first) => sequelize.transaction({ transaction: first }, (second) => Row.create({ n: 3 }, { transaction: second }))));
await attempt('all', () => Row.findAll({ raw: true }));
