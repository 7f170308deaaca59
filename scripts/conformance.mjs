// `npm run conformance`: proves `schema` and the DDL of `dialect` against real Sequelize.
import fs from 'node:fs';
import path from 'node:path';
import { answer, modelFiles, readSnapshot, writeSnapshot } from './conformance/corpus.mjs';
import { compareCatalogues } from './conformance/databases.mjs';
import { compareFacade } from './conformance/facade.mjs';
import { builtPackage, compareMigrations, migrate, migrationFiles, readMigrations, writeMigrations } from './conformance/migrations.mjs';
import { comparePrograms } from './conformance/programs.mjs';
import { randomBody } from './conformance/random.mjs';
import { askServers, compareAnswers, compareProgramsWithServers, compareWithServers, keepAnswers } from './conformance/servers.mjs';
import { compareWords } from './conformance/words.mjs';
import { command, stage } from './lib/cli.mjs';
import { Problem, root, run } from './lib/process.mjs';
import { setUp } from './lib/tools.mjs';

const help = `
npm run conformance [-- OPTIONS]

Runs every model file of tests/conformance/models through real Sequelize in five dialects and
compares the answers with the committed ones, tests/conformance/answers.jsonl; the same with the
migrations of tests/conformance/migrations, for which the package must be built (npm run build:node):
its engine is the database that Sequelize then talks to. Then makes random schemas, asks real
Sequelize for their answers too, and compares Relata with all of them.

  --write        write the answers instead of comparing them
  --facade       run the files on the built package too: the façade, the session and the engine
  --databases    run the statements on real SQLite, PostgreSQL and MariaDB too (about 10 minutes)
  --servers      instead of all this, run the scripts of tests/facade/scripts through real Sequelize on
                 real PostgreSQL and MariaDB, which it starts by itself (Debian: postgresql and
                 mariadb-server; dialect mysql goes to MariaDB too), compare what they see with the
                 committed answers, tests/facade/servers (with --write: write them), and with the built
                 package (npm run build:node); what may differ is in differences.mjs there (1 minute)
  --programs N   instead of all this, run so many random programs (finders, writers, accessors) on the
                 real Sequelize over SQLite and on the built package (6 a second); with --servers,
                 over PostgreSQL and MariaDB instead (1 a second)
  --random N     how many random schemas to make (default 2000)
  --seed N       the first random schema's or program's seed (default 1)
  -h, --help     this text
`;

const options = {
  facade: { type: 'boolean' },
  databases: { type: 'boolean' },
  servers: { type: 'boolean' },
  programs: { type: 'string' },
  write: { type: 'boolean' },
  random: { type: 'string', default: '2000' },
  seed: { type: 'string', default: '1' },
};

await command(help, options, async ({ write, facade, databases, servers, programs, random, seed }) => {
  await setUp('npm');
  if (programs) {
    const compareThem = servers ? compareProgramsWithServers : comparePrograms;
    return stage(`${programs} random programs`, () => without(compareThem(number('programs', programs), number('seed', seed))));
  }
  if (servers) return checkServers(write);
  await stage('model files through Sequelize', () => (write ? rewrite() : compare()));
  await stage('migrations through Sequelize', () => (write ? rewriteMigrations() : checkMigrations()));
  if (write) return;
  await stage('words through inflection', checkWords);
  if (facade) await stage('model files through the built package', () => without(compareFacade()));
  if (facade) await stage('migrations through the built package', () => without(compareMigrations()));
  if (databases) await stage('statements on real databases', () => without(compareCatalogues()));
  await setUp('rust');
  const file = await stage(`${random} random schemas through Sequelize`, () => answerRandom(number('random', random), number('seed', seed)));
  await stage('all of them through Relata', () =>
    run('cargo', ['test', '--test', 'conformance', '--', '--nocapture'], { env: { RELATA_CONFORMANCE_RANDOM: file } }));
});

function number(name, text) {
  if (!/^\d+$/.test(text)) throw new Problem(`--${name} takes a whole number, not ${text}`);
  return Number(text);
}

function checkWords() {
  const { count, different } = compareWords();
  if (different.length > 0) throw new Problem(`npm's inflection does not say:\n${different.join('\n')}`);
  console.log(`${count} words: as committed`);
}

/** Fails with the differences, if there are any. */
async function without(comparison) {
  const differences = await comparison;
  if (differences.length > 0) throw new Problem(`${differences.slice(0, 50).join('\n')}\n${differences.length} differences`);
}

async function checkServers(write) {
  const answers = await stage('scripts through Sequelize on real servers', askServers);
  if (write) return keepAnswers(answers);
  compareAnswers(answers);
  await stage('scripts through the built package', () => without(compareWithServers(answers)));
}

async function rewrite() {
  const lines = [];
  for (const file of modelFiles()) lines.push(await answer(file));
  writeSnapshot(lines);
  console.log(`${lines.length} files answered`);
}

async function rewriteMigrations() {
  const relata = builtPackage();
  const lines = [];
  for (const file of migrationFiles()) lines.push(await migrate(file, relata));
  writeMigrations(lines);
  console.log(`${lines.length} migrations answered`);
}

async function checkMigrations() {
  const relata = builtPackage();
  const committed = readMigrations();
  const files = migrationFiles();
  const different = [];
  for (const file of files) if ((await migrate(file, relata)) !== committed.get(file.name)) different.push(file.name);
  if (different.length > 0) throw new Problem(`The committed answers are not those of Sequelize:\n${different.join('\n')}\nIf the files changed: npm run conformance -- --write`);
  console.log(`${files.length} migrations: as committed`);
}

async function compare() {
  const committed = readSnapshot();
  const files = modelFiles();
  const different = [];
  for (const file of files) {
    if ((await answer(file)) !== committed.get(file.name)) different.push(file.name);
    committed.delete(file.name);
  }
  const forgotten = [...committed.keys()];
  if (different.length + forgotten.length > 0) {
    throw new Problem(`The committed answers are not those of Sequelize:\n${[...different, ...forgotten].join('\n')}\nIf the files changed: npm run conformance -- --write`);
  }
  console.log(`${files.length} files: as committed`);
}

async function answerRandom(count, seed) {
  const file = path.join(root, 'target/conformance/random.jsonl');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const out = fs.createWriteStream(file);
  for (let i = seed; i < seed + count; i += 1) out.write(`${await answer({ name: `random/${i}`, body: randomBody(i) })}\n`);
  await new Promise((resolve) => out.end(resolve));
  return file;
}
