// `npm run build`: the page as a folder of static files.
import fs from 'node:fs';
import path from 'node:path';
import { command, stage } from './lib/cli.mjs';
import { root, run } from './lib/process.mjs';
import { transferSizes } from './lib/sizes.mjs';
import { setUp } from './lib/tools.mjs';

const help = `
npm run build [-- OPTIONS]

Builds Relata into dist/: static files that work from any sub-path of any host.

  --dev        a quick build without optimisation, into target/dev
  -h, --help   this text
`;

await command(help, { dev: { type: 'boolean' } }, async ({ dev }) => {
  await setUp('wasm', 'trunk', 'npm');
  const dist = dev ? 'target/dev' : 'dist';
  fs.mkdirSync(path.join(root, dist), { recursive: true });
  await stage(`build ${dist}`, () => run('trunk', ['build', '--dist', dist, ...(dev ? [] : ['--release'])]));
  if (dev) return;
  for (const { file, raw, brotli } of transferSizes(path.join(root, dist))) {
    console.log(`${file.padEnd(32)} ${kilobytes(raw)} ${kilobytes(brotli)} brotli`);
  }
});

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0).padStart(6)} KB`;
}
