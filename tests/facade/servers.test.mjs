// Each script of `scripts/` gives in the other dialects what it gave on the real Sequelize over real
// PostgreSQL and MariaDB (`npm run conformance -- --servers --write` asks them again).
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { scriptsFor } from './lib/scripts.mjs';
import { differencesFrom, readAnswers, SERVED, tell, unusedDifferences } from './lib/servers.mjs';

const Relata = createRequire(import.meta.url)('../../target/node/relata.cjs');

for (const dialect of Object.keys(SERVED)) {
  const answers = readAnswers(dialect);
  const scripts = scriptsFor(dialect);
  test(`${dialect}: every script has an answer`, () => {
    assert.deepEqual([...answers.keys()], scripts.map(({ name }) => name));
  });
  for (const script of scripts) {
    test(`${dialect}: ${script.name.replaceAll('-', ' ')}`, async () => {
      const differences = await differencesFrom(answers.get(script.name), { Relata, dialect, script });
      assert.deepEqual(differences.map(tell), []);
    });
  }
}

test('every difference that is listed is one', () => {
  assert.deepEqual(unusedDifferences().map(({ why }) => why), []);
});
