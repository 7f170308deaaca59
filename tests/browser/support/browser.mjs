// Chromium, as the browser tests and the benchmark start it.
import path from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { root } from '../../../scripts/lib/process.mjs';
import { chromium } from '../../../scripts/lib/tools.mjs';

/** The built page. */
export const dist = path.join(root, 'dist');

/** A headless Chromium that asks nothing of the network by itself. */
export function launch() {
  return playwright.launch({
    executablePath: chromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
