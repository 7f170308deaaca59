// `npm test`: every check and test of the project, stage by stage.
import fs from 'node:fs';
import path from 'node:path';
import { command, seconds, stage } from './lib/cli.mjs';
import { ask, Problem, root, run } from './lib/process.mjs';
import { startMariadb, startPostgres } from './lib/servers.mjs';
import { chromium, setUp } from './lib/tools.mjs';

const help = `
npm test [-- [OPTIONS] [NAME ...]]

Runs the checks and tests: those of every day, or the groups named.

  lint         rustfmt, clippy for the host and for wasm32, rustdoc; warnings are errors
  rust         cargo test
  facade       the JavaScript façade over the engine, in Node
  browser      the release build, in Chromium
  nightly      not unless named: the engine beside real SQLite, PostgreSQL and MariaDB, 100,000
               statements and 50,000 queries each, and ten minutes of fuzzing (about 20 minutes)

  --no-build   browser: test the dist/ that is there
  -h, --help   this text
`;

const STRICT = ['--', '-D', 'warnings'];
const WASM = ['--target', 'wasm32-unknown-unknown'];

const groups = {
  async lint() {
    await setUp('rust', 'lints', 'wasm');
    await stage('rustfmt', () => run('cargo', ['fmt', '--check']));
    await stage('clippy, host', () => run('cargo', ['clippy', '--all-targets', ...STRICT]));
    await stage('clippy, wasm32', () => run('cargo', ['clippy', ...WASM, ...STRICT]));
    await stage('rustdoc', () => run('cargo', ['doc', '--no-deps', '--lib', '--document-private-items'], { env: { RUSTDOCFLAGS: '-D warnings' } }));
  },
  async rust() {
    await setUp('rust');
    await stage('cargo test', () => summarised('cargo', ['test']));
  },
  async facade() {
    await setUp('wasm', 'bindgen', 'npm');
    await stage('build:node', () => run('node', ['scripts/build-node.mjs']));
    await stage('façade tests', () => nodeTests('tests/facade'));
  },
  async browser({ 'no-build': noBuild }) {
    const CHROMIUM = chromium();
    await setUp('wasm', 'trunk', 'npm');
    if (!noBuild) await stage('release build', () => run('node', ['scripts/build.mjs']));
    await stage('browser tests', () => nodeTests('tests/browser', { CHROMIUM }));
  },
};

/** What the engine's tests take from the environment: their size, and real databases. */
const NIGHTLY = {
  RELATA_STATEMENTS: '100000',
  RELATA_QUERIES: '50000',
  RELATA_SECONDS: '7200',
  BOLERO_RANDOM_ITERATIONS: '100000000',
  BOLERO_RANDOM_TEST_TIME_MS: '200000',
};

/** Groups that run only when they are named. */
const large = {
  async nightly() {
    await setUp('rust');
    if (!ask('sqlite3', ['-version'])) throw new Problem('sqlite3 is needed. On Debian:\n  sudo apt-get install sqlite3');
    const servers = [];
    try {
      const postgres = startPostgres();
      servers.push(postgres);
      const mariadb = startMariadb();
      servers.push(mariadb);
      const env = { ...NIGHTLY, RELATA_POSTGRES: postgres.connection, RELATA_MARIADB: mariadb.args.join(' ') };
      const tests = ['engine_differential', 'sqllogic', 'engine_fuzz', 'gluesql_suite'].flatMap((name) => ['--test', name]);
      await stage('the engine, at length', () => summarised('cargo', ['test', '--no-fail-fast', ...tests], env));
    } finally {
      for (const server of servers) server.stop();
    }
  },
};

const summaries = [];

/** Runs a test runner and keeps the closing lines in which it counts its tests. */
async function summarised(program, args, env) {
  const keep = (printed) => {
    const lines = printed.split('\n').filter((line) => /^test result: |^ℹ (tests|pass|fail|skipped) /.test(line));
    // Binaries and doc-tests without a test say so, and nobody needs to know.
    summaries.push(...lines.filter((line) => !line.startsWith('test result: ok. 0 passed')));
  };
  try {
    keep(await run(program, args, { env }));
  } catch (error) {
    keep(error.printed ?? '');
    throw error;
  }
}

function nodeTests(folder, env) {
  const files = fs.readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.test.mjs'));
  if (files.length === 0) throw new Problem(`${folder} holds no test`);
  const paths = files.sort().map((file) => path.join(folder, file));
  return summarised('node', ['--test', '--test-reporter=spec', '--test-concurrency=1', ...paths], env);
}

await command(help, { 'no-build': { type: 'boolean' } }, async (options, names) => {
  const all = { ...groups, ...large };
  const unknown = names.find((name) => !Object.hasOwn(all, name));
  if (unknown) throw new Problem(`There is no group of tests named ${unknown}.\n\n${help.trim()}`);
  const start = performance.now();
  const failures = [];
  // One group's failure does not hide another's.
  for (const name of names.length > 0 ? names : Object.keys(groups)) {
    try {
      await all[name](options);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      console.error(error.message);
      failures.push(`${name}: ${error.message}`);
    }
  }
  console.log(`\n── ${seconds(performance.now() - start)} in all`);
  for (const line of summaries) console.log(line);
  if (failures.length > 0) throw new Problem(`Failed:\n${failures.join('\n')}`);
});
