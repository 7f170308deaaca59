// Each script of `scripts/` runs on the real Sequelize over SQLite and on Relata; what a program could
// notice must be the same, in the same order.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { observe } from './lib/observe.mjs';
import { scriptsFor } from './lib/scripts.mjs';

const require = createRequire(import.meta.url);
const Real = require('sequelize');
const Relata = require('../../target/node/relata.cjs');
const sqlite3 = require('./lib/sqlite3.cjs');

for (const { name, file } of scriptsFor('sqlite')) {
  test(name.replaceAll('-', ' '), async () => {
    const expected = await observe(Real, { dialect: 'sqlite', storage: ':memory:', dialectModule: sqlite3 }, file);
    const actual = await observe(Relata, { dialect: 'sqlite', storage: ':memory:' }, file);
    assert.deepEqual(actual, expected);
  });
}
