// axe-core on every screen, light, dark and narrow.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { visit } from './support/playground.mjs';
import { openSite } from './support/site.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const site = openSite();

const WIDE = { viewport: { width: 1280, height: 800 } };
const NARROW = { viewport: { width: 390, height: 844 }, hasTouch: true };

for (const [name, context] of [
  ['light', { ...WIDE, colorScheme: 'light' }],
  ['dark', { ...WIDE, colorScheme: 'dark' }],
  ['narrow, light', { ...NARROW, colorScheme: 'light' }],
  ['narrow, dark', { ...NARROW, colorScheme: 'dark' }],
]) {
  test(`axe finds nothing on any screen: ${name}`, { timeout: 240_000 }, async () => {
    const playground = await visit(site.browser, site.server.url, context);
    const { page } = playground;
    await playground.ended();
    await page.evaluate(axe);
    const found = [];
    const screens = [...await tabs(page), ...handmade(page)];
    for (const open of screens) {
      await open();
      const { violations } = await page.evaluate(() =>
        globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      for (const { id, impact, nodes } of violations) {
        found.push(`${id} (${impact}): ${nodes.map((node) => node.target).join(', ')}`);
      }
    }
    assert.deepEqual([...new Set(found)], []);
    await playground.leave();
  });
}

/** A click for every tab of the page, those of a narrow screen's parts included. */
async function tabs(page) {
  const parts = page.getByRole('tablist').filter({ has: page.getByRole('tab', { name: 'Results' }) });
  const names = ['Models', 'Script', 'Diagram', 'DDL', 'Data', 'SQL', 'Cascade', 'History', 'Log', 'Console', 'Problems'];
  const partOf = { Models: 'Code', Script: 'Code', Diagram: 'Schema', DDL: 'Schema' };
  return names.map((name) => async () => {
    if (await parts.count() && await parts.isVisible()) {
      await parts.getByRole('tab', { name: partOf[name] ?? 'Results' }).click();
    }
    await page.getByRole('tab', { name: new RegExp(`^${name}\\b`) }).click();
  });
}

/** Steps to what is not there until somebody asks: answers to SQL, a preview, the past. */
function handmade(page) {
  const tab = (name) => page.getByRole('tab', { name: new RegExp(`^${name}\\b`) }).click();
  const runs = (sql) => async () => {
    await tab('SQL');
    await page.getByRole('textbox', { name: /^SQL in the/ }).fill(sql);
    await page.getByRole('button', { name: 'Run', exact: true }).last().click();
    await page.locator('.answer').first().waitFor();
  };
  return [
    runs('SELECT * FROM Users; SELECT NULL AS nothing;\nSELECT nome FROM Users'),
    async () => page.getByRole('button', { name: 'Plan' }).click(),
    runs('DELETE FROM Tweets WHERE id = 3'),
    async () => {
      await tab('Data');
      await page.getByRole('button', { name: /^What if I deleted row/ }).first().click();
      await page.getByText(/nothing has changed/).waitFor();
    },
    async () => {
      await tab('History');
      await page.locator('.moment').nth(3).click();
      await page.getByText('You are looking at the past').waitFor();
    },
    () => tab('Data'),
    () => tab('Cascade'),
  ];
}
