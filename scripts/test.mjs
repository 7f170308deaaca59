// `npm test`: every check and test of the project, stage by stage.
import fs from 'node:fs';
import path from 'node:path';
import { command, seconds, stage } from './lib/cli.mjs';
import { Problem, root, run } from './lib/process.mjs';
import { chromium, setUp } from './lib/tools.mjs';

const help = `
npm test [-- [OPTIONS] [NAME ...]]

Runs the checks and tests: all of them, or the groups named.

  lint         rustfmt, clippy for the host and for wasm32, rustdoc; warnings are errors
  rust         cargo test
  facade       the JavaScript façade over the engine, in Node
  browser      the release build, in Chromium

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
  const unknown = names.find((name) => !Object.hasOwn(groups, name));
  if (unknown) throw new Problem(`There is no group of tests named ${unknown}.\n\n${help.trim()}`);
  const start = performance.now();
  const failures = [];
  // One group's failure does not hide another's.
  for (const name of names.length > 0 ? names : Object.keys(groups)) {
    try {
      await groups[name](options);
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
