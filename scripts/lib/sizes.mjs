// What a browser transfers for a built page, as a host with brotli sends it.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

/** Each file of a built page with its raw and brotli sizes in bytes, and their sum. */
export function transferSizes(dist) {
  const sizes = fs.readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const full = path.join(entry.parentPath ?? entry.path, entry.name);
      const bytes = fs.readFileSync(full);
      return { file: path.relative(dist, full), raw: bytes.length, brotli: brotli(bytes) };
    })
    .sort((a, b) => b.brotli - a.brotli);
  const sum = (key) => sizes.reduce((total, size) => total + size[key], 0);
  return [...sizes, { file: 'all', raw: sum('raw'), brotli: sum('brotli') }];
}

function brotli(bytes) {
  return zlib.brotliCompressSync(bytes, {
    params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
}
