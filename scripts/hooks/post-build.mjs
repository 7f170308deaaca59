// Trunk's post_build hook: hashes the engine, writes the sandbox page, and puts the policies
// (Content-Security-Policy) into both pages.
//
// Trunk leaves a worker's outputs as `engine.js` and `engine_bg.wasm`. The glue becomes the head of
// the worker's text, which the sandbox page carries inside itself: that page may load nothing.
import fs from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { transform } from 'esbuild';
import { bundleFacade } from '../lib/facade.mjs';

const dist = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === 'release';

const inDist = (name) => path.join(dist, name);
const fingerprint = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const cspHash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const engine = hashEngine();
const sandbox = writeSandbox(await workerText(), await frameText());
writeIndex({ engine, sandbox });

function hashEngine() {
  const wasm = fs.readFileSync(inDist('engine_bg.wasm'));
  const name = `engine-${fingerprint(wasm)}.wasm`;
  fs.renameSync(inDist('engine_bg.wasm'), inDist(name));
  return name;
}

async function workerText() {
  const glue = fs.readFileSync(inDist('engine.js'), 'utf8');
  fs.rmSync(inDist('engine.js'));
  const facade = await bundleFacade('worker.js', { target: 'es2022', minify: release });
  // The glue's own names at the top stay: the next line uses one of them.
  const { code } = await transform(glue, { minify: release, target: 'es2022' });
  return `${code}\nself.wasm_bindgen = wasm_bindgen;\n${facade}`;
}

async function frameText() {
  const text = fs.readFileSync('www/sandbox/frame.js', 'utf8');
  return (await transform(text, { minify: release, target: 'es2022' })).code;
}

function writeSandbox(worker, frame) {
  const script = inScript(frame);
  const policy = [
    "default-src 'none'",
    // The learner's code is evaluated, and the engine's module is compiled here.
    `script-src ${cspHash(script)} 'wasm-unsafe-eval' 'unsafe-eval'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts = { policy, worker: inScript(worker), frame: script };
  const html = fs.readFileSync('www/sandbox/index.html', 'utf8').replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part]);
  const name = `sandbox-${fingerprint(html)}.html`;
  fs.writeFileSync(inDist(name), html);
  return name;
}

function writeIndex({ engine, sandbox }) {
  const file = inDist('index.html');
  const html = fs.readFileSync(file, 'utf8').replaceAll('{{engine}}', engine).replaceAll('{{sandbox}}', sandbox);
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((match) => cspHash(match[1]));
  // A debug build has Trunk's reload script, which opens a socket.
  const [scripts, sockets] = release ? [inline.join(' '), ''] : ["'unsafe-inline'", ' ws: wss:'];
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    `connect-src 'self'${sockets}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "frame-src 'self'",
    "worker-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
  ].join('; ');
  fs.writeFileSync(file, html.replace('{{policy}}', () => policy));
}

/** JavaScript as the content of a script element: nothing in it may end the element. */
function inScript(code) {
  return code.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}
