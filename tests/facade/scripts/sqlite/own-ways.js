// What SQLite and its driver do by themselves.
const Note = sequelize.define('Note', { text: DataTypes.STRING }, { timestamps: false });
await sequelize.sync();
await Note.create({ text: 'here' });
await attempt('what is not bound is NULL', () => sequelize.query('SELECT $1 AS a, :b AS b', { type: QueryTypes.SELECT }));
await attempt('a bound date is a number', () => sequelize.query('SELECT $1 AS a', { bind: [new Date(5)], type: QueryTypes.SELECT }));
await attempt('a transaction fails to start', () => sequelize.transaction({ isolationLevel: 'GENTLE' }, async () => 'never'));
await attempt('a level that means nothing', () => sequelize.transaction({ isolationLevel: 'REPEATABLE READ' }, async () => 'ran'));
await attempt('all is as before', () => Note.findAll({ raw: true }));
await attempt('a transaction within a transaction', async () => {
  const outer = await sequelize.transaction();
  try {
    await sequelize.query('BEGIN', { transaction: outer });
  } finally {
    await outer.rollback();
  }
});
await attempt('no transaction at all', () => Note.findAll({ transaction: true }));
await attempt('a transaction that nobody waited for', () => Note.create({ text: 'lost' }, { transaction: Promise.resolve({}) }));
