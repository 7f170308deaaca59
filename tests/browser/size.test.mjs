// What a first visit downloads stays within the aim that README's figures name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { transferSizes } from '../../scripts/lib/sizes.mjs';

const MOST = 1_100_000; // bytes of brotli

test('the first load stays within its aim', () => {
  const sizes = transferSizes(fileURLToPath(new URL('../../dist', import.meta.url)));
  const { brotli } = sizes.at(-1);
  assert.ok(brotli <= MOST, `${brotli} bytes: ${sizes.map(({ file, brotli: own }) => `${file} ${own}`).join(', ')}`);
});
