// Values of each type: as they are set, stored and read back.
const Sample = sequelize.define('Sample', {
  text: DataTypes.STRING(20), long: DataTypes.TEXT, fixed: DataTypes.CHAR(2), small: DataTypes.SMALLINT, big: DataTypes.BIGINT,
  real: DataTypes.REAL, ratio: DataTypes.FLOAT, exact: DataTypes.DECIMAL(10, 2), double: DataTypes.DOUBLE, flag: DataTypes.BOOLEAN,
  moment: DataTypes.DATE, day: DataTypes.DATEONLY, clock: DataTypes.TIME, code: DataTypes.UUID, kind: DataTypes.ENUM('a', 'b'),
  data: DataTypes.JSON, bytes: DataTypes.BLOB, made: { type: DataTypes.DATE, defaultValue: DataTypes.NOW },
  token: { type: DataTypes.UUID, defaultValue: DataTypes.UUIDV4 }, level: { type: DataTypes.ENUM, values: ['low', 'high'], defaultValue: 'low' },
  computed: { type: DataTypes.INTEGER, defaultValue: () => 6 * 7 }, list: { type: DataTypes.JSON, defaultValue: [1, 2] },
}, { timestamps: false });
await sequelize.sync();
const values = {
  text: 'it\'s "quoted"\n', long: 'x', fixed: 'ab', small: 3, big: '9007199254740993', real: 1.5, ratio: 0.1, exact: '12.30', double: 2.25, flag: true,
  moment: new Date('2021-03-04T05:06:07.089Z'), day: '2021-03-04', clock: '05:06:07', code: '11111111-2222-4333-8444-555555555555', kind: 'b',
  data: { nested: { list: [1, null, 'two'] } }, bytes: Buffer.from('ab'),
};
await attempt('create', () => Sample.create(values));
await attempt('read', () => Sample.findOne());
await attempt('read raw', () => Sample.findOne({ raw: true, attributes: { exclude: ['made', 'token'] } }));
await attempt('bulk', () => Sample.bulkCreate([{ ...values, token: null, made: null }]));
await attempt('by date', () => Sample.count({ where: { moment: { [Op.lt]: new Date('2022-01-01') } } }));
await attempt('by date as text', () => Sample.count({ where: { moment: '2021-03-04T05:06:07.089Z' } }));
await attempt('by day', () => Sample.count({ where: { day: '2021-03-04' } }));
await attempt('by boolean', () => Sample.count({ where: { flag: false } }));
await attempt('by decimal', () => Sample.count({ where: { exact: 12.3 } }));
await attempt('by JSON', () => Sample.findAll({ where: { 'data.nested.list[2]': 'two' }, attributes: ['id'] }));
await attempt('sanitised', () => {
  const sample = Sample.build({ flag: 'true', moment: '2021-03-04', day: new Date(2021, 2, 4) });
  return [sample.flag, sample.moment, sample.day];
});
await attempt('max of dates', () => Sample.max('moment'));
await attempt('max of text', () => Sample.max('text'));
await attempt('null everywhere', () => Sample.create({ made: null, token: null, level: null, computed: null, list: null }));
