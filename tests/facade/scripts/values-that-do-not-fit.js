// Values that a column cannot hold, past the validators.
const Row = sequelize.define('Row', {
  word: DataTypes.STRING(5), small: DataTypes.SMALLINT, number: DataTypes.INTEGER, exact: DataTypes.DECIMAL(5, 2), kind: DataTypes.ENUM('a', 'b'), day: DataTypes.DATEONLY, at: DataTypes.DATE,
}, { tableName: 'rows_of_all', timestamps: false });
await sequelize.sync();
const set = (column, value) => attempt(`${column} = ${value}`, () => sequelize.query(`INSERT INTO rows_of_all (${column}) VALUES (${value})`));
const types = sequelize.getDialect() !== 'sqlite';
if (types) {
  await set('word', "'too long'");
  await set('small', '70000');
  await set('number', '3000000000');
  await set('number', "'twelve'");
  await set('exact', '12345.6');
  await set('kind', "'c'");
  await set('day', "'2020-02-30'");
  await set('at', "'yesterday noon'");
}
await attempt('a long word', () => Row.create({ word: 'too long' }).catch(({ name }) => (types ? name : 'fits')));
await attempt('not one of the kinds', () => Row.create({ kind: 'c' }, { validate: false }).catch(({ name }) => (types ? name : 'fits')));
await attempt('count', async () => (types ? Row.count() : null));
