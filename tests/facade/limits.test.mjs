// Deep and long SQL through the engine as it ships: WebAssembly on Node's stack of one megabyte. It
// answers, or says why not; and it goes on working.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const Sequelize = require('../../target/node/relata.cjs');

const chain = (count, each, separator) => Array.from({ length: count }, (_, at) => each(at)).join(separator);
const nested = (depth, open, inside, close) => open.repeat(depth) + inside + close.repeat(depth);

/** Statements by name, each of a depth or length. */
const SHAPES = {
  brackets: (n) => `SELECT ${nested(n, '(', '1', ')')}`,
  'NOT': (n) => `SELECT ${'NOT '.repeat(n)}1`,
  'signs': (n) => `SELECT ${'- '.repeat(n)}1`,
  'CASE': (n) => `SELECT ${nested(n, 'CASE WHEN 1 THEN ', '1', ' END')}`,
  'functions': (n) => `SELECT ${nested(n, 'COALESCE(NULL, ', '1', ')')}`,
  'casts': (n) => `SELECT ${nested(n, 'CAST(', '1', ' AS INTEGER)')}`,
  'scalar subqueries': (n) => `SELECT ${nested(n, '(SELECT ', '1', ')')}`,
  'derived tables': (n) => nested(n, 'SELECT * FROM (', 'SELECT 1', ') AS d'),
  'EXISTS': (n) => nested(n, 'SELECT 1 WHERE EXISTS (', 'SELECT 1', ')'),
  'IN': (n) => `SELECT 1 WHERE 1 IN (${nested(n, 'SELECT 1 WHERE 1 IN (', 'SELECT 1', ')')})`,
  'joins in brackets': (n) => `SELECT 1 FROM ${nested(n, '(t AS a JOIN ', 't', ')')}`,
  'joins in a row': (n) => `SELECT 1 FROM t AS t0 ${chain(n, (at) => `JOIN t AS t${at + 1} ON t${at}.id = t${at + 1}.id`, ' ')}`,
  'WITH in a row': (n) => `WITH c0 AS (SELECT 1 AS x), ${chain(n, (at) => `c${at + 1} AS (SELECT x + 1 AS x FROM c${at})`, ', ')} SELECT x FROM c${n}`,
  'WITH in each other': (n) => nested(n, 'WITH c AS (', 'SELECT 1 AS x', ') SELECT * FROM c'),
  'AND': (n) => `SELECT 1 WHERE ${chain(n, () => '1 = 1', ' AND ')}`,
  'OR of AND': (n) => `SELECT 1 WHERE ${nested(n, '(1 = 0 OR (1 = 1 AND ', '1 = 1', '))')}`,
  'sums': (n) => `SELECT ${chain(n, () => '1', ' + ')}`,
  'texts': (n) => `SELECT ${chain(n, () => "'x'", ' || ')}`,
  'LIKE': (n) => `SELECT 1 WHERE ${chain(n, () => "'a' LIKE '%'", ' AND ')}`,
  'UNION': (n) => chain(n, () => 'SELECT 1', ' UNION ALL '),
  'UNION in brackets': (n) => nested(n, 'SELECT 1 UNION ALL SELECT * FROM (', 'SELECT 1', ') AS d'),
  'VALUES': (n) => `VALUES ${chain(n, () => '(1)', ', ')}`,
  'CHECK': (n) => `CREATE TABLE IF NOT EXISTS c${n} (a INTEGER CHECK (${nested(n, '(', 'a > 0', ')')}))`,
  'JSON': (n) => `SELECT JSON_EXTRACT('${nested(n, '[', '1', ']')}', '$')`,
  'windows': (n) => nested(n, 'SELECT SUM(1) OVER () AS x FROM (', 'SELECT 1', ') AS d'),
};

const DIALECTS = ['sqlite', 'postgres'];
const SIZES = [8, 20, 38, 64, 200, 1400, 3000, 100_000];

async function opened(dialect) {
  const sequelize = new Sequelize({ dialect, logging: false });
  await sequelize.query('CREATE TABLE t (id INTEGER PRIMARY KEY)');
  return sequelize;
}

/** Nothing, or the message of a refusal. Anything else than the database's own error fails the test. */
async function refusal(sequelize, sql) {
  try {
    await sequelize.query(sql);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Sequelize.DatabaseError, `${error.name}: ${error.message} for ${sql.slice(0, 80)}`);
    assert.doesNotMatch(error.message, /call stack|unreachable|memory access|RuntimeError|panick/i, sql.slice(0, 80));
    assert.notEqual(error.message, '');
    return error.message;
  }
}

for (const dialect of DIALECTS) {
  test(`${dialect}: deep and long statements are answered or refused`, async () => {
    const sequelize = await opened(dialect);
    for (const [name, shape] of Object.entries(SHAPES)) {
      for (const size of SIZES) await refusal(sequelize, shape(size));
      // What a person would write is not refused.
      if (!(name === 'JSON' && dialect === 'postgres')) assert.equal(await refusal(sequelize, shape(8)), undefined, name);
      const [[row]] = await sequelize.query('SELECT 1 AS one');
      assert.equal(row.one, 1, name);
    }
    await sequelize.close();
  });

  test(`${dialect}: views over views end in a refusal`, async () => {
    const sequelize = await opened(dialect);
    await sequelize.query('CREATE VIEW v0 AS SELECT 1 AS x');
    let last;
    for (let at = 0; at < 300 && last === undefined; at += 1) {
      last = await refusal(sequelize, `CREATE VIEW v${at + 1} AS SELECT x FROM (SELECT x FROM v${at} WHERE (x = 1 OR x IN (SELECT x FROM v${at}))) AS d`);
      last ??= await refusal(sequelize, `SELECT * FROM v${at + 1} WHERE EXISTS (SELECT 1 FROM v${at + 1})`);
    }
    assert.match(last ?? '', /nesting deeper/);
    await sequelize.close();
  });
}

test('conditions of a finder, one within the other', async () => {
  const { Op } = Sequelize;
  const sequelize = await opened('sqlite');
  const T = sequelize.define('T', { id: { type: Sequelize.INTEGER, primaryKey: true } }, { tableName: 't', timestamps: false });
  for (const depth of [8, 30, 100, 300]) {
    let where = { id: 1 };
    for (let at = 0; at < depth; at += 1) where = { [at % 2 ? Op.and : Op.or]: [where, { id: at }] };
    const answer = await T.findAll({ where }).then(() => '', (error) => error);
    if (depth === 8) assert.equal(answer, '');
    if (answer) assert.ok(!(answer instanceof RangeError) && !(answer instanceof WebAssembly.RuntimeError), `${depth}: ${answer}`);
    assert.equal(await T.count(), 0);
  }
  await sequelize.close();
});

test('a bomb of a statement is refused, and the next one runs', async () => {
  const sequelize = await opened('postgres');
  const bombs = [
    "SELECT REPEAT('x', 2000000000)",
    "SELECT REPEAT('x', 9000000) || i FROM GENERATE_SERIES(1, 100000) AS g (i)",
    "SELECT STRING_AGG(REPEAT('x', 9000000), ',') FROM GENERATE_SERIES(1, 100000)",
    'SELECT * FROM GENERATE_SERIES(1, 99999999)',
    `SELECT ${chain(3_000_000, () => '1', ', ')}`,
  ];
  for (const bomb of bombs) assert.match(await refusal(sequelize, bomb) ?? '', /MiB|words and signs/, bomb.slice(0, 80));
  await sequelize.close();
});
