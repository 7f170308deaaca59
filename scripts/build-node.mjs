// `npm run build:node`: the façade and the engine as one CommonJS file, for Node.
import fs from 'node:fs';
import path from 'node:path';
import { command, stage } from './lib/cli.mjs';
import { bundleFacade } from './lib/facade.mjs';
import { root, run } from './lib/process.mjs';
import { setUp } from './lib/tools.mjs';

const help = `
npm run build:node [-- OPTIONS]

Builds target/node/relata.cjs: require() of it gives what require('sequelize') gives.

  --dev        a quick build without optimisation
  -h, --help   this text
`;

const TARGET = 'wasm32-unknown-unknown';
const folder = path.join(root, 'target/node');

await command(help, { dev: { type: 'boolean' } }, async ({ dev }) => {
  await setUp('wasm', 'bindgen', 'npm');
  const profile = dev ? 'debug' : 'release';
  const cargo = ['build', '--bin', 'engine', '--target', TARGET, ...(dev ? [] : ['--release'])];
  await stage(`the engine, ${profile}`, () => run('cargo', cargo));
  const wasm = path.join('target', TARGET, profile, 'engine.wasm');
  await stage('its bindings', () =>
    run('wasm-bindgen', [wasm, '--target', 'no-modules', '--no-typescript', '--out-dir', folder, '--out-name', 'engine']));
  const file = path.join(folder, 'relata.cjs');
  fs.writeFileSync(file, await bundle());
  console.log(`${path.relative(root, file)} ${(fs.statSync(file).size / 1e6).toFixed(1)} MB`);
});

/** One file: the glue, the module's bytes as text, the façade. */
async function bundle() {
  const facade = await bundleFacade('node.js', { target: 'node20', globalName: 'relata' });
  const glue = fs.readFileSync(path.join(folder, 'engine.js'), 'utf8');
  const bytes = fs.readFileSync(path.join(folder, 'engine_bg.wasm')).toString('base64');
  const start = `wasm_bindgen.initSync({ module: Buffer.from('${bytes}', 'base64') });`;
  return `${glue}\n${start}\n${facade}\nmodule.exports = relata.Sequelize;\n`;
}
