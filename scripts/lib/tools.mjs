// Checks every tool a command needs; installs into `target/tools` and `node_modules` what it may,
// and names the exact command for what it may not. With everything in place this takes a moment.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stage } from './cli.mjs';
import { ask, Problem, root, run, toolsDir } from './process.mjs';

const WASM = 'wasm32-unknown-unknown';
const toolsBuild = path.join(toolsDir, 'build');

const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');

function pinned(file, pattern) {
  const found = pattern.exec(read(file));
  if (!found) throw new Problem(`${file} no longer says ${pattern}`);
  return found[1];
}

/** The versions this project is built with, from the files that pin them. */
export const versions = {
  rust: pinned('Cargo.toml', /^rust-version = "([\d.]+)"/m),
  trunk: pinned('Trunk.toml', /^trunk-version = "([\d.]+)"/m),
  wasmBindgen: pinned('Trunk.toml', /^wasm_bindgen = "([\d.]+)"/m),
  node: pinned('package.json', /"node": ">=(\d+)"/),
};

/** Makes ready what `needs` lists: `rust`, `lints`, `wasm`, `trunk`, `bindgen`, `npm`. */
export async function setUp(...needs) {
  checkNode();
  const has = (need) => needs.includes(need);
  if (['rust', 'lints', 'wasm', 'trunk', 'bindgen'].some(has)) checkRust();
  if (has('lints')) await rustComponents();
  if (has('wasm')) await wasmTarget();
  if (has('npm')) await npmPackages();
  if (has('bindgen') || has('trunk')) {
    // Its `--locked` pins a crate that no longer builds.
    await cargoTool('wasm-bindgen', 'wasm-bindgen-cli', versions.wasmBindgen, [], 'about 1 minute');
  }
  if (has('trunk')) await cargoTool('trunk', 'trunk', versions.trunk, ['--locked'], 'about 3 minutes');
  // More than a gigabyte that only the installation needed.
  fs.rmSync(toolsBuild, { recursive: true, force: true });
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) < Number(versions.node)) {
    throw new Problem(`Node ${versions.node} or newer is needed, this is ${process.versions.node}. See https://nodejs.org/en/download, or: nvm install ${versions.node}`);
  }
}

function checkRust() {
  const said = ask('rustc', ['--version']);
  if (!said) {
    throw new Problem("Rust is needed. Install it with:\n  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh");
  }
  if (older(/(\d+\.\d+\.\d+)/.exec(said)?.[1] ?? '0', versions.rust)) {
    throw new Problem(`Rust ${versions.rust} or newer is needed, this is: ${said}\nUpdate it with:\n  rustup update stable`);
  }
  if (!ask('cc', ['--version'])) {
    throw new Problem("A C linker is needed. On Debian and Ubuntu:\n  sudo apt-get install build-essential");
  }
}

function older(version, wanted) {
  const [a, b] = [version, wanted].map((text) => text.split('.').map(Number));
  for (let i = 0; i < b.length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) < b[i];
  return false;
}

async function rustComponents() {
  for (const [program, component] of [['cargo-clippy', 'clippy'], ['rustfmt', 'rustfmt']]) {
    if (ask(program, ['--version'])) continue;
    await stage(`set-up: rustup component add ${component}`, () => run('rustup', ['component', 'add', component]));
  }
}

async function wasmTarget() {
  const sysroot = ask('rustc', ['--print', 'sysroot']);
  if (sysroot && fs.existsSync(path.join(sysroot, 'lib/rustlib', WASM))) return;
  if (!ask('rustup', ['--version'])) {
    throw new Problem(`Rust's ${WASM} target is needed and there is no rustup to add it. With Debian's packages:\n  sudo apt-get install libstd-rust-dev-wasm32`);
  }
  await stage(`set-up: rustup target add ${WASM}`, () => run('rustup', ['target', 'add', WASM]));
}

async function cargoTool(program, crate, version, flags, time) {
  if (ask(program, ['--version'])?.split(/\s+/)[1] === version) return;
  // A debug build of the tool takes half the time and is as good here.
  await stage(`set-up: ${crate} ${version} into target/tools (once, ${time})`, () =>
    run('cargo', ['install', crate, '--version', version, ...flags, '--debug', '--force', '--root', toolsDir], {
      env: { CARGO_TARGET_DIR: toolsBuild, CARGO_PROFILE_DEV_DEBUG: '0' },
    }));
}

async function npmPackages() {
  const lock = createHash('sha256').update(read('package-lock.json')).digest('hex');
  const stamp = path.join(root, 'node_modules/.lock-sha256');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock) return;
  await stage('set-up: npm ci', () => run('npm', ['ci', '--no-audit', '--no-fund']));
  fs.writeFileSync(stamp, lock);
}

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where Chromium is: `$CHROMIUM`, else the first one on PATH. */
export function chromium() {
  const named = process.env.CHROMIUM;
  if (named) return named;
  for (const folder of process.env.PATH.split(path.delimiter)) {
    for (const name of BROWSERS) {
      const file = path.join(folder, name);
      if (fs.existsSync(file)) return file;
    }
  }
  throw new Problem('Chromium is needed for the browser tests. On Debian:\n  sudo apt-get install chromium\nor say where it is:\n  CHROMIUM=/path/to/chrome npm test');
}
