// Numbers and moments beyond what JavaScript or a column holds: written, read back, looked for.
const Measure = sequelize.define('Measure', {
  big: DataTypes.BIGINT, exact: DataTypes.DECIMAL(12, 3), whole: DataTypes.DECIMAL(10, 0), float: DataTypes.FLOAT, double: DataTypes.DOUBLE, real: DataTypes.REAL,
  yes: DataTypes.BOOLEAN, second: DataTypes.DATE, milli: DataTypes.DATE(3), micro: DataTypes.DATE(6), day: DataTypes.DATEONLY, clock: DataTypes.TIME, note: DataTypes.STRING(10),
}, { timestamps: false });
await sequelize.sync();
const moment = new Date('2024-02-29T23:59:58.765Z');
const made = await attempt('create', () => Measure.create({ big: '9007199254740993', exact: '123456.789', whole: 12, float: 0.1, double: 0.1, real: 2.5, yes: true, second: moment, milli: moment, micro: moment, day: '2024-02-29', clock: '23:59:58', note: 'x' }));
await attempt('as made', () => made.get());
await attempt('reloaded', async () => (await made.reload()).get());
await attempt('raw', () => Measure.findByPk(made.id, { raw: true }));
await attempt('in SQL', () => sequelize.query(`SELECT * FROM ${sequelize.getDialect().startsWith('m') ? '`Measures`' : '"Measures"'}`, { type: QueryTypes.SELECT }));
const count = (label, where) => attempt(label, () => Measure.count({ where }));
await count('by big text', { big: '9007199254740993' });
await count('by exact text', { exact: '123456.789' });
await count('by exact number', { exact: 123456.789 });
await count('by more than an exact', { exact: { [Op.gt]: '123456.78' } });
await count('by double', { double: 0.1 });
await count('by boolean', { yes: true });
await count('by moment', { milli: moment });
await count('by moment, to the second', { second: moment });
await count('by moment as text', { milli: '2024-02-29T23:59:58.765Z' });
await count('between moments', { milli: { [Op.between]: [new Date('2024-02-29T23:59:58Z'), new Date('2024-02-29T23:59:59Z')] } });
await count('by day', { day: '2024-02-29' });
await count('by days', { day: { [Op.lt]: '2024-03-01', [Op.gte]: new Date('2024-02-01') } });
await count('by clock', { clock: '23:59:58' });
await attempt('increment an exact', async () => { await made.increment('exact', { by: 0.211 }); return (await made.reload()).exact; });
await attempt('increment a big', async () => { await made.increment('big'); return (await made.reload()).big; });
await attempt('small values', async () => (await (await Measure.create({ big: 5, exact: 5, whole: '7', float: 3, double: -1.25, yes: false, day: new Date('2020-05-05T12:00:00Z') })).reload()).get());
await attempt('all null', async () => (await (await Measure.create({})).reload()).get());
await attempt('changed', () => { made.big = 5; made.exact = 1.5; made.yes = false; return made.changed(); });
await attempt('saved', async () => (await (await made.save()).reload()).get());
await attempt('JSON', () => JSON.stringify(made));
await attempt('ordered', () => Measure.findAll({ attributes: ['id', 'exact'], where: { exact: { [Op.ne]: null } }, order: [['exact', 'DESC']], raw: true }));
