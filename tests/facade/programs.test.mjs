// Random programs (finders, writers, accessors with random options) run on the real Sequelize and on
// Relata; statements, rows and errors must be the same. RELATA_SEED and RELATA_PROGRAMS say which, and
// how many.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareProgram } from './lib/beside.mjs';

const first = Number(process.env.RELATA_SEED ?? 1);
const count = Number(process.env.RELATA_PROGRAMS ?? 40);

test(`${count} random programs from seed ${first} on`, async () => {
  for (let seed = first; seed < first + count; seed += 1) {
    assert.deepEqual(await compareProgram(seed), [], `seed ${seed}`);
  }
});
