// What other databases have and SQLite has not; and what it does not take into a table that is there.
const Pet = sequelize.define('Pet', { name: DataTypes.STRING.BINARY, born: DataTypes.DATE, day: DataTypes.DATEONLY, weight: DataTypes.FLOAT, facts: DataTypes.JSON }, { timestamps: false });
await sequelize.sync();
await Pet.create({ name: 'Rex', facts: { tame: true } });
const { fn, col } = Sequelize;
for (const name of ['NOW', 'YEAR', 'char_length', 'whatever']) {
  await attempt(name, () => Pet.findAll({ attributes: [[fn(name, col('name')), 'value']], raw: true }));
}
await attempt('iLike', () => Pet.findAll({ where: { name: { [Op.iLike]: 'r%' } } }));
await attempt('regexp', () => Pet.findAll({ where: { name: { [Op.regexp]: '^R' } } }));
await attempt('contains', () => Pet.findAll({ where: { facts: { [Op.contains]: { tame: true } } } }));
await attempt('a call as a default', () => queryInterface.createTable('Visits', { id: { type: DataTypes.INTEGER, primaryKey: true }, at: { type: DataTypes.DATE, defaultValue: fn('now') } }));
await attempt('the clock as a default', () => queryInterface.createTable('Visits', { id: { type: DataTypes.INTEGER, primaryKey: true }, at: { type: DataTypes.DATE, defaultValue: Sequelize.literal('CURRENT_TIMESTAMP') } }));
const add = (name, attribute) => attempt(`add ${name}`, () => queryInterface.addColumn('Pets', name, attribute));
await add('name', DataTypes.STRING);
await add('chip', { type: DataTypes.STRING, unique: true });
await add('owner', { type: DataTypes.STRING, allowNull: false });
await add('seen', { type: DataTypes.DATE, defaultValue: Sequelize.literal('CURRENT_TIMESTAMP') });
await add('kind', { type: DataTypes.STRING, allowNull: false, defaultValue: 'dog' });
await add('vetId', { type: DataTypes.INTEGER, defaultValue: 1, references: { model: 'Visits', key: 'id' } });
await attempt('a date that is none', () => Pet.create({ born: 'soon', day: '2024-02-30', weight: 'heavy' }));
await attempt('as it is read', async () => (await Pet.findByPk(2)).get());
await attempt('a value of the first row', () => queryInterface.rawSelect('Pets', { where: { id: 1 }, attributes: ['name'] }, 'name'));
await attempt('a value of no row', () => queryInterface.rawSelect('Pets', { where: { id: 9 } }, 'name'));
await attempt('a value of no name', () => queryInterface.rawSelect('Pets', {}));
