// Each script of `scripts/` runs on the real Sequelize over SQLite and on Relata; what a program could
// notice must be the same, in the same order.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { observe } from './lib/observe.mjs';

const require = createRequire(import.meta.url);
const Real = require('sequelize');
const Relata = require('../../target/node/relata.cjs');
const sqlite3 = require('./lib/sqlite3.cjs');

const folder = new URL('./scripts/', import.meta.url);

for (const name of fs.readdirSync(folder).sort()) {
  test(name.replace(/\.js$/, '').replaceAll('-', ' '), async () => {
    const file = fileURLToPath(new URL(name, folder));
    const expected = await observe(Real, { dialect: 'sqlite', storage: ':memory:', dialectModule: sqlite3 }, file);
    const actual = await observe(Relata, { dialect: 'sqlite', storage: ':memory:' }, file);
    assert.deepEqual(actual, expected);
  });
}
