// Every example of the page runs to its end, in each dialect that its text allows.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { runProject } from './lib/project.mjs';

const folder = new URL('../../www/examples/', import.meta.url);
const read = (example, file) => fs.readFileSync(new URL(`${example}/${file}`, folder), 'utf8');

for (const example of fs.readdirSync(folder).sort()) {
  test(example, async () => {
    for (const dialect of ['sqlite', 'postgres', 'mysql']) {
      const report = await runProject(read(example, 'models.js'), read(example, 'script.js'), dialect);
      assert.equal(report.error, null, dialect);
      assert.ok(report.log.length > 1);
      assert.ok(report.tables.every(({ exists }) => exists));
    }
  });
}
