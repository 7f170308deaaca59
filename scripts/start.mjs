// `npm start`: a debug build of the page, served and rebuilt at every change.
import fs from 'node:fs';
import path from 'node:path';
import { command } from './lib/cli.mjs';
import { root, run } from './lib/process.mjs';
import { setUp } from './lib/tools.mjs';

const help = `
npm start [-- OPTIONS]

Builds Relata and serves it at http://127.0.0.1:8080, rebuilding at every change.
The first run installs what is missing into target/tools and node_modules.

  --port N     another port
  --open       open the page in a browser
  --release    the optimised build
  -h, --help   this text
`;

const options = { port: { type: 'string' }, open: { type: 'boolean' }, release: { type: 'boolean' } };

await command(help, options, async ({ port, open, release }) => {
  await setUp('wasm', 'trunk', 'npm');
  // Trunk refuses to ignore a folder that is not there yet.
  fs.mkdirSync(path.join(root, 'www/gen'), { recursive: true });
  // Not `dist`, which is the release build alone.
  const args = ['serve', '--dist', 'target/serve'];
  if (port) args.push('--port', port);
  if (open) args.push('--open');
  if (release) args.push('--release');
  await run('trunk', args);
});
