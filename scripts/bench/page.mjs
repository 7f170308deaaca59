// The page in headless Chromium, served compressed from this machine.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stage } from '../lib/cli.mjs';
import { Problem, root } from '../lib/process.mjs';

/** As in `src/ui/hooks/evaluation.rs`. */
const DEBOUNCE = Number(/DEBOUNCE: u32 = (\d+)/.exec(fs.readFileSync(path.join(root, 'src/ui/hooks/evaluation.rs'), 'utf8'))?.[1]);

/** Measures first visits and keystrokes on the built page; prints the table for the README. */
export async function measurePage({ visits, keys }) {
  // Only now: they import what `npm ci` has put in place.
  const { dist, launch } = await import('../../tests/browser/support/browser.mjs');
  const { serve } = await import('../../tests/browser/support/server.mjs');
  const { visit } = await import('../../tests/browser/support/playground.mjs');
  if (!fs.existsSync(path.join(dist, 'index.html'))) throw new Problem('There is no dist/ yet: run it without --no-build');

  const server = await serve(dist, { brotli: true });
  const browser = await launch();
  const open = (storage) => visit(browser, server.url, { storage });
  try {
    // The first of all visits also starts the browser's processes.
    await (await open()).leave();
    const first = await stage('first visits', () => firstVisits(server, open, visits));
    const edits = await stage('keystrokes', () => keystrokes(open, keys));
    const version = browser.version();
    console.log(table([
      ['first load, brotli', `${(first.bytes / 1e6).toFixed(2)} MB`],
      ['navigation to the first example\'s DDL', `${ms(first.p50)} p50, ${ms(first.p95)} p95 of ${visits}`],
      [`keystroke to updated panes, ${edits.tables} tables`, `${ms(edits.p50)} p50, ${ms(edits.p95)} p95 of ${keys}`],
      [`the same beyond the debounce of ${DEBOUNCE} ms`, `${ms(edits.p50 - DEBOUNCE)} p50, ${ms(edits.p95 - DEBOUNCE)} p95`],
    ]));
    console.log(`\nChromium ${version}, ${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'})`);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Visits with an empty cache, from navigation to the frame that paints the DDL. */
async function firstVisits(server, open, count) {
  const times = [];
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    server.sent = 0;
    const { page, visitor } = await open({ 'relata.panes': '{"upper":"ddl"}' });
    const panel = page.locator('#panel-ddl');
    await panel.getByText(/CREATE TABLE/).first().waitFor();
    times.push(await page.evaluate(() => new Promise((resolve) => {
      requestAnimationFrame(() => resolve(performance.now()));
    })));
    bytes = server.sent;
    await visitor.close();
  }
  return { bytes, ...percentiles(times) };
}

/** Letters typed into and out of a model's name, until the diagram shows the change. */
async function keystrokes(open, count) {
  const playground = await open();
  const { page } = playground;
  const tables = await openLargestExample(playground);
  const diagram = await playground.open('Diagram');
  await playground.open('Data');
  // From here on the editor keeps the focus, and with it the cursor.
  const editor = await playground.editor('Models');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText("\nsequelize.define('Zed', {});");
  await page.keyboard.press('Home');
  for (let i = 0; i < "sequelize.define('Zed".length; i++) await page.keyboard.press('ArrowRight');
  await diagram.getByText(/Zeds/).first().waitFor();

  await page.evaluate(() => {
    const panel = document.querySelector('#panel-diagram');
    let start = null;
    window.times = [];
    addEventListener('keydown', () => { start = performance.now(); }, true);
    new MutationObserver(() => {
      const shown = panel.textContent.includes('Zedx');
      if (start === null || shown !== window.expected) return;
      const from = start;
      start = null;
      requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - from)));
    }).observe(panel, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  for (let i = 0; i < count; i++) {
    const adds = i % 2 === 0;
    await page.evaluate((adds) => { window.expected = adds; }, adds);
    await page.keyboard.press(adds ? 'x' : 'Backspace');
    await page.waitForFunction((done) => window.times.length > done, i);
    await page.waitForTimeout(100);
  }
  const times = await page.evaluate(() => window.times);
  await playground.leave();
  return { tables, ...percentiles(times) };
}

/** Opens the example with the most tables; gives how many. */
async function openLargestExample(playground) {
  const { page } = playground;
  const menu = page.getByRole('button', { name: /^Examples/ });
  const items = page.locator('#examples-menu .menu-item');
  const show = async (index) => {
    await menu.click();
    await items.nth(index).click();
    await playground.ended();
    const ddl = await playground.open('DDL');
    return (await ddl.textContent()).split('CREATE TABLE').length - 1;
  };
  let [largest, most] = [0, 0];
  for (let i = 0; i < await items.count(); i++) {
    const tables = await show(i);
    if (tables > most) [largest, most] = [i, tables];
  }
  return show(largest);
}

function percentiles(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p95: at(0.95) };
}

function ms(time) {
  return `${Math.round(time)} ms`;
}

function table(rows) {
  return ['\n| figure | measured |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}
