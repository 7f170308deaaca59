// Trunk's pre_build hook: bundles the editor and the styles into `www/gen`.
import fs from 'node:fs';
import { build } from 'esbuild';

await bundle('www/editor/index.js', 'www/gen/editor.js');
await bundle('www/styles/index.css', 'www/gen/styles.css');

async function bundle(entry, target) {
  const { outputFiles: [file] } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: process.env.TRUNK_PROFILE === 'release',
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  // Only when it changed: Trunk watches `www`, and would build for ever.
  if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== file.text) {
    fs.mkdirSync('www/gen', { recursive: true });
    fs.writeFileSync(target, file.text);
  }
}
