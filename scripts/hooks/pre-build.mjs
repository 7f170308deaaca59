// Trunk's pre_build hook: bundles the editor into `www/gen/editor.js`.
import fs from 'node:fs';
import { build } from 'esbuild';

const target = 'www/gen/editor.js';

const { outputFiles: [bundle] } = await build({
  entryPoints: ['www/editor/index.js'],
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: process.env.TRUNK_PROFILE === 'release',
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
});

// Only when it changed: Trunk watches `www`, and would build for ever.
if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== bundle.text) {
  fs.mkdirSync('www/gen', { recursive: true });
  fs.writeFileSync(target, bundle.text);
}
