// The scripts that are observed: those of `scripts/` in every dialect, those of its folders in one.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../scripts/', import.meta.url));

/** `{name, file}` of each script for a dialect, in order. */
export function scriptsFor(dialect) {
  const inFolder = (under) => {
    if (!fs.existsSync(folder + under)) return [];
    const files = fs.readdirSync(folder + under).filter((file) => file.endsWith('.js')).sort();
    return files.map((file) => ({ name: under + file.replace(/\.js$/, ''), file: folder + under + file }));
  };
  return [...inFolder(''), ...inFolder(`${dialect}/`)];
}
