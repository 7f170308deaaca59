// What only shows on a real driver, in dialects other than SQLite: how bound values are written, what
// findOrCreate sends to PostgreSQL, what comes back. As seen with Sequelize 6.37.8 on PostgreSQL 15 and
// MariaDB 10.11; SQLite's part runs beside the real one in `scripts/`.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const Sequelize = createRequire(import.meta.url)('../../target/node/relata.cjs');

function open(dialect) {
  const sent = [];
  const logging = (sql) => sent.push(sql.replace(/^Executing \([^)]*\): /, '').replace(/func_[\da-f]{32}/g, 'func_X'));
  const sequelize = new Sequelize('relata', 'relata', null, { dialect, logging });
  const User = sequelize.define('User', {
    email: { type: Sequelize.STRING, unique: true },
    name: Sequelize.STRING,
  }, { timestamps: false });
  return { sequelize, User, sent };
}

const attempt = (values) =>
  'CREATE OR REPLACE FUNCTION pg_temp.testfunc(OUT response "Users", OUT sequelize_caught_exception text) RETURNS RECORD AS $func_X$ '
  + `BEGIN INSERT INTO "Users" ("id","email","name") VALUES (DEFAULT,${values}) RETURNING * INTO response; `
  + 'EXCEPTION WHEN unique_violation THEN GET STACKED DIAGNOSTICS sequelize_caught_exception = PG_EXCEPTION_DETAIL; END $func_X$ LANGUAGE plpgsql; '
  + 'SELECT (testfunc.response)."id", (testfunc.response)."email", (testfunc.response)."name", testfunc.sequelize_caught_exception FROM pg_temp.testfunc(); '
  + 'DROP FUNCTION IF EXISTS pg_temp.testfunc();';

test('postgres: a function catches the clash, and the transaction goes on', async () => {
  const { User, sent } = open('postgres');
  await User.sync();
  sent.length = 0;
  const [ada, made] = await User.findOrCreate({ where: { email: 'a@x' }, defaults: { name: "O'Hara \"q\" \\ $1" } });
  assert.deepEqual([ada.get(), made], [{ id: 1, email: 'a@x', name: "O'Hara \"q\" \\ $1" }, true]);
  assert.deepEqual(sent, [
    'START TRANSACTION;',
    'SELECT "id", "email", "name" FROM "Users" AS "User" WHERE "User"."email" = \'a@x\';',
    attempt("'a@x','O''Hara \"q\" \\ $1'"),
    'COMMIT;',
  ]);
  const [again, isNew] = await User.findOrCreate({ where: { email: 'a@x' } });
  assert.deepEqual([again.id, isNew], [1, false]);

  sent.length = 0;
  await assert.rejects(User.findOrCreate({ where: { email: 'a@x', name: 'other' } }), (error) => {
    assert.equal(error.name, 'SequelizeUniqueConstraintError');
    assert.deepEqual(error.fields, { email: 'a@x' });
    assert.equal(error.errors[0].message, 'email must be unique');
    assert.equal(error.parent.code, '23505');
    return true;
  });
  assert.equal(sent[2], attempt("'a@x','other'"));
  // The number that the refused row was given is used up.
  assert.equal((await User.create({ email: 'b@x' })).id, 3);
});

test('each dialect hands bound values to its driver in its own way', async () => {
  const expected = {
    sqlite: ['$1', '$2', '$1', '$b'],
    postgres: ['$1', '$2', '$1', '$1'],
    mysql: ['?', '?', '?', '?'],
    mariadb: ['?', '?', '?', '?'],
    mssql: ['@0', '@1', '@0', '@b'],
  };
  for (const [dialect, [first, second, repeated, named]] of Object.entries(expected)) {
    const { sequelize, User, sent } = open(dialect);
    await User.sync();
    await User.create({ email: 'a@x', name: 'Ada' });
    assert.ok(sent.at(-1).includes(`${first},${second})`), sent.at(-1));
    const [[row]] = await sequelize.query('SELECT $2 AS x, $1 AS y, $1 AS z', { bind: ['one', 'two'] });
    assert.equal(sent.at(-1), `SELECT ${second} AS x, ${first} AS y, ${repeated} AS z`, dialect);
    assert.deepEqual(row, { x: 'two', y: 'one', z: 'one' }, dialect);
    const [[other]] = await sequelize.query("SELECT $b AS x, $b AS y, 'a$b $$' AS z", { bind: { b: 'q' } });
    assert.equal(sent.at(-1), `SELECT ${named} AS x, ${named} AS y, 'a$b $' AS z`, dialect);
    assert.deepEqual(other, { x: 'q', y: 'q', z: 'a$b $' }, dialect);
    await assert.rejects(sequelize.query('SELECT $3', { bind: [1] }), /Named bind parameter "\$3" has no value in the given object\./);
  }
});

test('postgres: increment tells the rows as they are now', async () => {
  const { sequelize } = open('postgres');
  const Stock = sequelize.define('Stock', { amount: { type: Sequelize.INTEGER, field: 'how_many' } }, { timestamps: false });
  await Stock.sync();
  const stock = await Stock.create({ amount: 1 });
  await stock.increment('amount', { by: 4 });
  assert.equal(stock.amount, 5);
  assert.deepEqual(await Stock.increment('amount', { where: {} }), [[[{ id: 1, how_many: 6 }], 1]]);
});

test('postgres: counts and sums of whole numbers come as text, as its driver hands them over', async () => {
  const { sequelize, User } = open('postgres');
  await User.sync();
  await User.bulkCreate([{ email: 'a@x', name: 'A' }, { email: 'b@x', name: 'A' }]);
  const { fn, col } = sequelize;
  const [row] = await User.findAll({ attributes: ['name', [fn('COUNT', col('id')), 'n'], [fn('sum', col('id')), 's'], [fn('MAX', col('id')), 'm']], group: ['name'] });
  assert.deepEqual(row.get(), { name: 'A', n: '2', s: '3', m: 2 });
  assert.equal(await User.count(), 2);
});
