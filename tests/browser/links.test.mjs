// Share links: made, opened, damaged, from the future, and from someone who means harm.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { fragmentOf, visit } from './support/playground.mjs';
import { openSite } from './support/site.mjs';

const site = openSite();

const MODELS = "const Comet = sequelize.define('Comet', { tail: DataTypes.STRING });";
const MINE = { 'relata.project': JSON.stringify({ format: 1, project: { models: '// mine', script: '' } }) };

test('a project goes into a link and comes out of it elsewhere', async () => {
  const sender = await visit(site.browser, site.server.url);
  await sender.write(MODELS, "console.log('é🎈');");
  await sender.ended();
  await sender.page.getByRole('button', { name: /copy link/i }).click();
  await sender.sees(/copied/i);
  const link = await sender.page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${site.server.url}#1=`), link);
  await sender.leave();

  const receiver = await visit(site.browser, link, { storage: MINE });
  await receiver.says('DDL', /`Comets`/);
  await receiver.says('Console', 'é🎈');
  await receiver.sees(/shared project/);
  assert.match(await receiver.page.evaluate(() => localStorage.getItem('relata.project')), /\/\/ mine/);
  await receiver.page.getByRole('button', { name: 'Back to mine' }).click();
  assert.equal(await receiver.text('Models'), '// mine');
  await receiver.leave();
});

test('a link made as the format says is read', async () => {
  const receiver = await visit(site.browser, site.server.url, { hash: fragmentOf({ models: MODELS, dialect: 'postgres' }) });
  await receiver.says('DDL', /"Comets"/);
  await receiver.leave();
});

const bomb = `#1=${zlib.deflateSync(Buffer.alloc(200_000_000, ' '), { level: 9 }).toString('base64url')}`;
const damaged = fragmentOf({ models: MODELS }).slice(0, -9);

for (const [name, hash, words] of [
  ['damaged', damaged, /link is damaged/],
  ['from a newer version', fragmentOf({ models: MODELS }, 2), /newer Relata/],
  ['that inflates to 200 MB', bomb, /too large/],
  ['that nests without end', fragmentOf(`{"layout":${'['.repeat(100_000)}`), /no project/],
  ['with a project of the wrong shape', fragmentOf('{"models":{"__proto__":1}}'), /no project/],
  ['with markup for a title', fragmentOf({ title: '<img src=x onerror=alert(1)>', models: MODELS }), /Comet/],
]) {
  test(`a link ${name}`, { timeout: 60_000 }, async () => {
    const receiver = await visit(site.browser, site.server.url, { hash, storage: MINE });
    await receiver.sees(words);
    assert.match(await receiver.page.evaluate(() => localStorage.getItem('relata.project')), /\/\/ mine/);
    assert.equal(await receiver.page.locator('img[src=x]').count(), 0);
    await receiver.leave();
  });
}
