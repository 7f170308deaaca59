// The page as a person uses it: opens, edits, deletes, makes mistakes, reloads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from './support/playground.mjs';
import { openSite } from './support/site.mjs';

const site = openSite();

/** A test with a visit of its own; the page's console must stay free of errors. */
function visited(name, work, options) {
  test(name, { timeout: 60_000 }, async () => {
    const playground = await visit(site.browser, site.server.url, options);
    await work(playground, playground.page);
    await playground.leave();
  });
}

const LIBRARY = (onDelete) => `const Author = sequelize.define('Author', { name: DataTypes.STRING }, { timestamps: false });
const Book = sequelize.define('Book', { title: DataTypes.STRING }, { timestamps: false });
Author.hasMany(Book, { foreignKey: 'authorId', onDelete: '${onDelete}' });
Book.belongsTo(Author, { foreignKey: 'authorId', onDelete: '${onDelete}' });`;
const SHELF = `await sequelize.sync({ force: true });
const ursula = await Author.create({ name: 'Ursula' });
await Book.bulkCreate([{ title: 'Dispossessed', authorId: ursula.id }, { title: 'Lathe', authorId: ursula.id }]);`;

visited('a first visit opens the first example, run', async (playground) => {
  assert.match(await playground.ended(), /^Ran in/);
  await playground.says('DDL', /CREATE TABLE/);
  assert.ok(site.server.requests.every((request) => request.startsWith('GET /learn/relata/')), 'works from a sub-path');
});

visited('the DDL follows an edit, and the dialect', async (playground, page) => {
  await playground.ended();
  await playground.replace('Models', "const Planet = sequelize.define('Planet', { mass: DataTypes.FLOAT });");
  await playground.replace('Script', '');
  await playground.says('DDL', /`Planets`/);
  await page.getByText('postgres', { exact: true }).first().click();
  await playground.says('DDL', /"Planets"/);
});

visited('a script deletes under CASCADE, SET NULL and RESTRICT', async (playground) => {
  await playground.write(LIBRARY('CASCADE'), `${SHELF} await ursula.destroy();`);
  await playground.says('Cascade', /cascade/i);
  await playground.says('Cascade', /Books/);

  await playground.replace('Models', LIBRARY('SET NULL'));
  await playground.says('Cascade', /set null/i);

  await playground.replace('Models', LIBRARY('RESTRICT'));
  await playground.says('Cascade', /blocked|refused/i);
  await playground.sees(/SequelizeForeignKeyConstraintError/);
});

visited('a row deleted in the grid meets the same rules', async (playground, page) => {
  const books = page.getByRole('button', { name: /^Books/ });
  const authors = page.getByRole('button', { name: /^Authors/ });
  const deleteUrsula = async (onDelete) => {
    await playground.write(LIBRARY(onDelete), SHELF);
    await playground.ended();
    await playground.open('Data');
    await authors.click();
    await page.getByRole('button', { name: 'Delete row 1', exact: true }).click();
  };
  await deleteUrsula('CASCADE');
  await books.filter({ hasText: '0' }).waitFor();

  await deleteUrsula('SET NULL');
  await books.filter({ hasText: '2' }).click();
  await page.getByRole('button', { name: /^authorId: NULL/ }).first().waitFor();

  await deleteUrsula('RESTRICT');
  await page.getByRole('alert').filter({ hasText: /FOREIGN KEY|Books/ }).waitFor();
  await authors.filter({ hasText: '1' }).waitFor();
});

visited('a row is added and changed in the grid', async (playground, page) => {
  await playground.write(LIBRARY('CASCADE'), SHELF);
  await playground.ended();
  await playground.open('Data');
  await page.getByRole('button', { name: /^Authors/ }).click();
  await page.getByRole('button', { name: 'Add a row' }).click();
  await page.getByRole('textbox', { name: /^name,/ }).fill('Octavia');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^name: .*Octavia/ }).click();
  await page.getByRole('textbox', { name: /^name,/ }).fill('Octavia E.');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^name: .*Octavia E\./ }).waitFor();
  // A key that leads nowhere is refused in words.
  await page.getByRole('button', { name: /^Books/ }).click();
  await page.getByRole('button', { name: /^authorId: 1\b/ }).first().click();
  await page.getByRole('textbox', { name: /^authorId,/ }).fill('99');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: /^authorId: 1\b/ }).nth(1).waitFor();
});

visited('a syntax error is shown at its place and loses nothing', async (playground, page) => {
  await playground.write(LIBRARY('CASCADE'), SHELF);
  await playground.says('DDL', /`Books`/);
  const broken = `${LIBRARY('CASCADE')}\nconst = 2;`;
  await playground.replace('Models', broken);
  await playground.sees('SyntaxError');
  await playground.sees(/models\.js:5/);
  await page.locator('.cm-lint-marker-error').first().waitFor();
  await playground.says('DDL', /`Books`/);
  assert.equal(await playground.text('Models'), broken);
});

visited('an exception names its line', async (playground) => {
  await playground.write(LIBRARY('CASCADE'), `${SHELF}\nnull.boom();`);
  await playground.sees('TypeError');
  await playground.sees(/script\.js:4/);
});

visited('a promise rejected and never awaited is told', async (playground) => {
  await playground.write(LIBRARY('CASCADE'), `${SHELF}\nPromise.reject(new RangeError('left alone'));`);
  await playground.sees(/left alone/);
});

visited('an endless loop is stopped, the page answers meanwhile, and the text stays', async (playground, page) => {
  const loop = 'let n = 0;\nwhile (true) n += 1;';
  await playground.write(LIBRARY('CASCADE'), loop);
  await page.waitForTimeout(500);
  const start = Date.now();
  await playground.open('DDL');
  assert.ok(Date.now() - start < 1000, 'a tab opens while the loop runs');
  await playground.sees(/was stopped after/);
  assert.equal(await playground.text('Script'), loop);
  await playground.replace('Script', "console.log('after');");
  await playground.says('Console', 'after');
});

visited('a flood of the console is cut, not suffered', async (playground) => {
  await playground.write(LIBRARY('CASCADE'), "for (let i = 0; i < 50000; i++) console.log('x'.repeat(1000));");
  await playground.ended();
  await playground.says('Console', /left out|more|49,000/);
});

visited('a table of 100,000 rows', async (playground, page) => {
  await playground.write(
    LIBRARY('CASCADE'),
    `await sequelize.sync({ force: true });
     await Author.bulkCreate(Array.from({ length: 100000 }, (_, i) => ({ name: 'author ' + i })));`,
  );
  // Asked for by key, a run may take longer than one that follows the typing.
  await page.keyboard.press('ControlOrMeta+Enter');
  await playground.ended();
  await playground.says('Data', /100,?000/);
  const start = Date.now();
  await playground.open('Log');
  assert.ok(Date.now() - start < 1000);
  await page.getByRole('tab', { name: /^Log/ }).waitFor();
});

visited('SQL that the database rejects', async (playground) => {
  await playground.write(LIBRARY('CASCADE'), `${SHELF} await sequelize.query('SELEKT 1');`);
  await playground.sees(/SequelizeDatabaseError/);
});

visited('the project survives a reload, and says that it is saved', async (playground, page) => {
  await playground.write(LIBRARY('SET NULL'), SHELF);
  await playground.sees('Saved in this browser');
  await page.reload();
  await playground.says('DDL', /`Books`/);
  assert.equal(await playground.text('Script'), SHELF);
});

visited('a damaged saved project gives back what it holds', async (playground) => {
  await playground.sees(/saved project is damaged/);
  assert.equal(await playground.text('Models'), '// mine');
}, { storage: { 'relata.project': '{"format":1,"project":{"title":"x","models":"// mine","script":"// al' } });

visited('a saved project that was never one', async (playground) => {
  await playground.sees(/saved project is damaged/);
  await playground.says('DDL', /CREATE TABLE/);
}, { storage: { 'relata.project': '<html>' } });

visited('a frame that died is replaced', async (playground, page) => {
  await playground.ended();
  await page.evaluate(() => { document.querySelector('iframe').src = 'about:blank'; });
  await page.locator('iframe[src^="sandbox"]').waitFor({ state: 'attached', timeout: 20_000 });
  await playground.replace('Models', "sequelize.define('Comet', {});");
  await playground.replace('Script', '');
  const panel = await playground.open('DDL');
  await panel.getByText(/`Comets`/).first().waitFor({ timeout: 20_000 });
});
