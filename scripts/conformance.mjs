// npm run conformance: asks the real Sequelize about every model file and compares.
//
//   npm run conformance                 generate the files, ask, compare with the committed snapshot
//   npm run conformance -- --write      write the snapshot anew
//   npm run conformance -- --random N   add N random schemas, which are not committed (default 2000)
//
// Then the same files go through Relata: `cargo test --test conformance`.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generated } from './conformance/generate.mjs';
import { randomModels } from './conformance/random.mjs';
import { run } from './conformance/real.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'tests/conformance');
const args = process.argv.slice(2);
const option = (name) => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : (args[at + 1] ?? '');
};
if (args.includes('--help')) {
  console.log(readFileSync(fileURLToPath(import.meta.url), 'utf8').split('\n\n')[0].replaceAll('// ', ''));
  process.exit(0);
}

const made = path.join(folder, 'generated');
rmSync(made, { recursive: true, force: true });
mkdirSync(made, { recursive: true });
for (const [name, code] of generated()) writeFileSync(path.join(made, `${name}.js`), code);

const files = ['models', 'generated'].flatMap((part) =>
  readdirSync(path.join(folder, part))
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => [`${part}/${file.slice(0, -3)}`, readFileSync(path.join(folder, part, file), 'utf8')]),
);
const lines = [];
for (const [name, code] of files) lines.push(JSON.stringify(await run(name, code)));
const snapshot = path.join(folder, 'snapshot.jsonl');
const fresh = `${lines.join('\n')}\n`;
const committed = (() => {
  try {
    return readFileSync(snapshot, 'utf8');
  } catch {
    return '';
  }
})();
if (args.includes('--write')) {
  writeFileSync(snapshot, fresh);
  console.log(`${files.length} files written to tests/conformance/snapshot.jsonl`);
} else if (fresh === committed) {
  console.log(`${files.length} files: Sequelize says what the snapshot says`);
} else {
  const known = new Set(committed.split('\n'));
  const changed = lines.filter((line) => !known.has(line)).map((line) => JSON.parse(line).name);
  console.error(`the snapshot differs from Sequelize in: ${changed.join(', ') || 'files that are gone'}`);
  process.exitCode = 1;
}

const random = path.join(root, 'target/conformance-random.jsonl');
mkdirSync(path.dirname(random), { recursive: true });
const answers = [];
for (const [name, code] of randomModels(Number(option('--random') || 2000))) {
  const answer = await run(name, code);
  answers.push(JSON.stringify({ ...answer, code }));
}
writeFileSync(random, `${answers.join('\n')}\n`);
console.log(`${answers.length} random schemas written to target/conformance-random.jsonl`);
const tested = spawnSync('cargo', ['test', '--test', 'conformance'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, RELATA_CONFORMANCE: random },
});
process.exitCode ||= tested.status ?? 1;
