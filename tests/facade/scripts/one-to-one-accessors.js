// A driver has one licence: hasOne and belongsTo with an alias.
const Driver = sequelize.define('Driver', { name: DataTypes.STRING });
const Licence = sequelize.define('Licence', { number: DataTypes.STRING });
Driver.hasOne(Licence, { as: 'Papers', foreignKey: 'holderId' });
Licence.belongsTo(Driver, { as: 'Holder', foreignKey: 'holderId' });
await sequelize.sync();

const driver = await Driver.create({ name: 'Ida' });
await attempt('getPapers of none', () => driver.getPapers());
await attempt('createPapers', () => driver.createPapers({ number: 'A1' }));
const licence = await attempt('getPapers', () => driver.getPapers());
const second = await Licence.create({ number: 'B2' });
await attempt('setPapers replaces', () => driver.setPapers(second));
await attempt('the first lost its key', () => licence.reload());
await attempt('setPapers the same', () => driver.setPapers(second));
await attempt('setPapers by key', () => driver.setPapers(licence.id));
await attempt('setPapers null', () => driver.setPapers(null));
await attempt('getHolder', () => second.getHolder());
await attempt('setHolder', () => second.setHolder(driver));
await attempt('include the alias', () => Driver.findOne({ include: 'Papers' }));
await attempt('include without the alias', () => Driver.findOne({ include: Licence }));
await attempt('include with a wrong alias', () => Driver.findOne({ include: [{ model: Licence, as: 'Card' }] }));
await attempt('include an unknown alias', () => Driver.findOne({ include: 'Card' }));
