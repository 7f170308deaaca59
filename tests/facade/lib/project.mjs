// Runs a project as the page's worker does, in a process of its own, and gives the report.
import { fork } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../../../', import.meta.url);
const file = fileURLToPath(new URL('target/node/project.cjs', root));

/** What the worker does between two messages (`www/facade/worker.js`), with a parent for a page. */
const HOST = `
process.once('message', async (project) => {
  if (project.warmsUp) await relata.warmUp(new wasm_bindgen.Session());
  const session = new wasm_bindgen.Session();
  const { console, error } = await relata.run(project, session);
  session.call(relata.finishJson({ console, error, elapsed: 1 }));
  process.send(session.ask('{"ask":"report"}'), () => process.exit());
});`;

let built;

async function bundle() {
  const read = (name) => fs.readFileSync(new URL(`target/node/${name}`, root));
  const { outputFiles: [facade] } = await build({
    stdin: { contents: "export { run } from './run.js'; export { finishJson } from './reply.js'; export { warmUp } from './warm-up.js';", resolveDir: fileURLToPath(new URL('www/facade', root)) },
    bundle: true, format: 'iife', globalName: 'relata', keepNames: true, write: false, logLevel: 'warning',
  });
  const start = `wasm_bindgen.initSync({ module: require('node:fs').readFileSync(${JSON.stringify(fileURLToPath(new URL('target/node/engine_bg.wasm', root)))}) });`;
  fs.writeFileSync(file, [read('engine.js'), start, facade.text, HOST].join('\n'));
}

export async function runProject(models, script = '', dialect = 'sqlite', { warmsUp = false } = {}) {
  await (built ??= bundle());
  const child = fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const reply = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    child.send({ files: { models, script }, dialect, warmsUp });
  });
  return JSON.parse(reply).report;
}
