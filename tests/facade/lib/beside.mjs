// Runs random programs on the real Sequelize over SQLite and on Relata.
import { createRequire } from 'node:module';
import { observe } from './observe.mjs';
import { randomProgram } from './programs.mjs';

const require = createRequire(import.meta.url);
const sqlite3 = require('./sqlite3.cjs');

/** The differences in the program of a seed: `{seed, call, expected, given}`. */
export async function compareProgram(seed) {
  const body = randomProgram(seed);
  const calls = body.split('\n').filter((line) => line.startsWith('await attempt('));
  const record = async (Sequelize, options) =>
    byCall(await observe(Sequelize, { dialect: 'sqlite', storage: ':memory:', ...options }, null, body));
  const expected = await record(require('sequelize'), { dialectModule: sqlite3 });
  const given = await record(require('../../../target/node/relata.cjs'), {});
  const differences = [];
  for (const [at, call] of calls.entries()) {
    if (isAlike(expected[at], given[at])) continue;
    differences.push({ seed, call, expected: expected[at], given: given[at] });
    // After a write that differs, so may all that is read.
    if (!READS.test(call)) break;
  }
  return differences;
}

const READS = /=> (await )?\(?[^(]*\.(scope\([^)]*\)\.|unscoped\(\)\.)?(findAll|findOne|findByPk|findAndCountAll|count|max|min|sum|aggregate)\(/;

/** The events of each call, statements and what came of them. */
function byCall(events) {
  const calls = [[]];
  for (const event of events) {
    // In memory, SQLite has one connection, which bears a transaction's name while there is one. Of several
    // columns that are not there any may be told. A refused INSERT uses numbers up.
    const plain = event.replace(/^sql: Executing \(\w+\)/, 'sql: Executing')
      .replace(/(no such column): [^'"]+/, '$1')
      .replace(/lastID: \d+/, 'lastID');
    calls.at(-1).push(plain);
    if (/^\d+: /.test(event)) calls.push([]);
  }
  return calls;
}

/**
 * The same events. Rows that no ORDER BY puts in a place may come in any, and what is loaded for them apart
 * names their keys in that order: behind the first statement, the parts count.
 */
function isAlike(expected, given) {
  const parts = (events) => events.join('\n').split(/[\s,{}()[\]]+/).sort().join(' ');
  return expected[0] === given[0] && parts(expected) === parts(given)
    || expected.length === 1 && given.length === 1 && parts(expected) === parts(given);
}
