// Runs random programs on the real Sequelize over a database and on Relata.
import { createRequire } from 'node:module';
import { observe } from './observe.mjs';
import { randomProgram } from './programs.mjs';

const require = createRequire(import.meta.url);
const sqlite3 = require('./sqlite3.cjs');
// The programs hand over values that are no dates, too.
require('moment').suppressDeprecationWarnings = true;

/** A database in memory for each program. */
const SQLITE = { options: { dialect: 'sqlite', storage: ':memory:' }, driver: { dialectModule: sqlite3 }, known: (event) => event };

/**
 * The differences in the program of a seed: `{seed, call, expected, given}`. On a server, `driver` says how the
 * real one is reached, and `known` gives an event as Relata knowingly tells it.
 */
export async function compareProgram(seed, { options, driver, known } = SQLITE) {
  const body = randomProgram(seed, options);
  const calls = body.split('\n').filter((line) => line.startsWith('await attempt('));
  const record = (Sequelize, extra) => observe(Sequelize, { ...options, ...extra }, null, body);
  const expected = byCall((await record(require('sequelize'), driver)).map(known));
  const given = byCall(await record(require('../../../target/node/relata.cjs'), {}));
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
  const areResults = expected.length === 1 && given.length === 1;
  return (areResults || expected[0] === given[0]) && parts(expected) === parts(given);
}
