// The database asked by hand: the SQL prompt, previews of deletions, the history.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from './support/playground.mjs';
import { openSite } from './support/site.mjs';

const site = openSite();

const MODELS = (onDelete) => `const Author = sequelize.define('Author', { name: DataTypes.STRING }, { timestamps: false });
const Book = sequelize.define('Book', { title: DataTypes.STRING }, { timestamps: false });
Author.hasMany(Book, { foreignKey: 'authorId', onDelete: '${onDelete}' });
Book.belongsTo(Author, { foreignKey: 'authorId', onDelete: '${onDelete}' });`;
const SCRIPT = `await sequelize.sync({ force: true });
const ursula = await Author.create({ name: 'Ursula' });
await Book.bulkCreate([{ title: 'Lathe', authorId: ursula.id }, { title: null, authorId: ursula.id }]);`;

/** A test with a visit of its own, the library on its shelves. */
function visited(name, work, { onDelete = 'CASCADE', script = SCRIPT, ...options } = {}) {
  test(name, { timeout: 60_000 }, async () => {
    const playground = await visit(site.browser, site.server.url, options);
    await playground.write(MODELS(onDelete), script);
    await playground.ended();
    await work(playground, playground.page);
    await playground.leave();
  });
}

/** Types into the prompt and runs it from the keyboard; gives the pane. */
async function run(playground, sql) {
  const pane = await playground.open('SQL');
  await pane.getByRole('textbox', { name: /^SQL in the/ }).fill(sql);
  await playground.page.keyboard.press('ControlOrMeta+Enter');
  return pane;
}

visited('SQL gives rows, with NULL told from text, its plan, and its place in the log', async (playground, page) => {
  const pane = await run(playground, "SELECT title, 'NULL' AS word FROM Books ORDER BY id;\nSELECT COUNT(*) AS n FROM Authors");
  const table = pane.getByRole('table').first();
  await table.getByRole('columnheader', { name: 'title' }).waitFor();
  assert.equal(await table.locator('tbody .null').count(), 1, 'one NULL, and a word that only looks like it');
  await pane.getByText(/^2 rows · /).waitFor();
  await pane.getByText(/^2 statements, /).waitFor();

  await pane.getByRole('button', { name: 'Plan' }).click();
  await pane.getByRole('list', { name: 'Plan' }).first().getByText('scan Books').waitFor();
  await playground.says('Log', /SQL: SELECT title/);
  // What was typed and what it came to are still there.
  await playground.open('SQL');
  await pane.getByRole('table').first().waitFor();
  await page.getByRole('textbox', { name: /^SQL in the sqlite dialect/ }).waitFor();
});

visited('SQL that changes rows feeds Data and Cascade', async (playground, page) => {
  const pane = await run(playground, 'DELETE FROM Authors WHERE id = 1');
  await pane.getByRole('list', { name: /1 Author deleted → 2 Books deleted by cascade/ }).waitFor();
  await pane.getByRole('button', { name: 'Row by row' }).click();
  await playground.says('Cascade', /Ursula/);
  await playground.open('Data');
  await page.getByRole('button', { name: /^Books/ }).filter({ hasText: '0' }).waitFor();
});

visited('a refused statement says what blocks it, and the rest does not run', async (playground) => {
  const pane = await run(playground, 'DELETE FROM Authors WHERE id = 1;\nDELETE FROM Books');
  const refusal = pane.getByRole('alert');
  await refusal.getByText('SequelizeForeignKeyConstraintError').waitFor();
  await refusal.getByText(/must stay: row 1 · Lathe of Books references it/).waitFor();
  await pane.getByText(/1 statement below it did not run/).waitFor();
}, { onDelete: 'RESTRICT' });

visited('an error is shown at its place, and the arrows bring back what was run', async (playground, page) => {
  const pane = await run(playground, 'SELECT title,\n  nome FROM Books');
  await pane.locator('.sql-paint .wrong', { hasText: 'nome' }).waitFor();
  await pane.getByRole('button', { name: 'line 2, column 3' }).click();
  const field = pane.getByRole('textbox');
  assert.equal(await field.evaluate((area) => area.selectionStart), 16);
  await run(playground, 'SELECT 1');
  await pane.getByText('1 row · ', { exact: false }).waitFor();
  await field.fill('half');
  for (const [key, text] of [
    ['ArrowUp', 'SELECT 1'],
    ['ArrowUp', 'SELECT title,\n  nome FROM Books'],
    ['ArrowDown', 'SELECT title,\n  nome FROM Books'], // the cursor goes down a line first
    ['ArrowDown', 'SELECT 1'],
    ['ArrowDown', 'half'],
  ]) {
    await page.keyboard.press(key);
    assert.equal(await field.inputValue(), text, key);
  }
});

visited('a deletion is previewed from the keyboard, closed without a mark, and made', async (playground, page) => {
  await playground.open('Data');
  await page.getByRole('button', { name: /^Authors/ }).click();
  const preview = page.getByRole('button', { name: 'What if I deleted row 1?' });
  await preview.focus();
  await page.keyboard.press('Enter');
  await page.getByText('What if Authors 1 · Ursula were deleted?').waitFor();
  await page.getByText(/nothing has changed/).waitFor();
  await page.getByRole('list', { name: /1 Author deleted → 2 Books deleted by cascade/ }).waitFor();
  // The preview has taken the focus: its second button closes it.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^name: 'Ursula'/ }).waitFor();

  await preview.click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await page.getByText('What if').waitFor({ state: 'detached' });
  await playground.open('Data');
  await page.getByRole('button', { name: /^Books/ }).filter({ hasText: '0' }).waitFor();
});

visited('a preview of what would be refused says what blocks it', async (playground, page) => {
  await playground.open('Data');
  await page.getByRole('button', { name: /^Authors/ }).click();
  await page.getByRole('button', { name: 'What if I deleted row 1?' }).click();
  await page.getByText(/row 1 · Lathe of Books references it/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Delete it' }).count(), 0);
}, { onDelete: 'RESTRICT' });

visited('the newest change is compared with what other databases make of it', async (playground, page) => {
  await run(playground, `CREATE TABLE Page (id INTEGER PRIMARY KEY, nextId INTEGER REFERENCES Page (id));
INSERT INTO Page VALUES (1, NULL), (2, 1);
DELETE FROM Page;`);
  await playground.open('Cascade');
  await page.getByRole('button', { name: 'Other databases' }).click();
  const ways = page.getByRole('list', { name: 'How each database would have done it' });
  await ways.getByRole('button', { name: /^SQLite yours/ }).waitFor();
  const innodb = ways.getByRole('button', { name: /^MySQL and MariaDB refused: Page with id = 1 must stay/ });
  await innodb.click();
  await page.getByText('As MySQL and MariaDB would have done it').waitFor();
  await page.getByText('It would be refused.').waitFor();
  await page.getByRole('button', { name: 'Other databases' }).click();
  await ways.waitFor({ state: 'detached' });
});

visited('one looks back, steps, compares, returns, and goes on from the past', async (playground, page) => {
  await run(playground, "UPDATE Authors SET name = 'Le Guin';\nDELETE FROM Books WHERE id = 2");
  const history = await playground.open('History');
  const newest = history.getByRole('button').filter({ hasText: 'now' });
  const total = Number(await newest.locator('.moment-number').textContent());
  await history.getByRole('button').filter({ hasText: /bulkCreate|INSERT INTO `Books`/ }).first().click();
  await page.getByText(`after statement ${total - 2} of ${total}`).waitFor();
  await page.getByText('Since then 1 row was changed and 1 deleted.').waitFor();

  await playground.open('Data');
  await page.getByRole('button', { name: /^Authors/ }).click();
  const rows = page.getByRole('region', { name: 'Rows of Authors' });
  const name = rows.getByText('Ursula');
  assert.equal(await name.getAttribute('title'), "Now 'Le Guin'");
  assert.equal(await page.getByRole('button', { name: 'Delete row 1', exact: true }).count(), 0, 'the past cannot be changed');
  await page.getByRole('button', { name: 'One statement forward' }).click();
  await rows.getByText('Le Guin').waitFor();
  await page.getByRole('button', { name: 'Return to now' }).click();
  await page.getByText('You are looking at the past').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Delete row 1', exact: true }).waitFor();

  await playground.open('History');
  await history.getByRole('button').filter({ hasText: 'UPDATE Authors' }).click();
  await page.getByRole('button', { name: 'Continue from here' }).click();
  await history.getByText(`Back to statement ${total - 1}`).waitFor();
  await playground.open('Data');
  await page.getByRole('button', { name: /^Books/ }).filter({ hasText: '2' }).waitFor();
});

visited('a key leads to the page on which its row stands', async (playground, page) => {
  await playground.open('Data');
  await page.getByRole('button', { name: /^Books/ }).click();
  await page.getByRole('button', { name: 'Show the row in Authors with id 130' }).click();
  await page.getByText('101–150 of 150 rows').waitFor();
  const row = page.locator('tr.sought');
  await row.getByText('author 130').waitFor();
  const scroller = await page.getByRole('region', { name: 'Rows of Authors' }).boundingBox();
  const place = await row.boundingBox();
  assert.ok(place.y >= scroller.y && place.y + place.height <= scroller.y + scroller.height + 1, 'it is in sight');
}, {
  script: `await sequelize.sync({ force: true });
await Author.bulkCreate(Array.from({ length: 150 }, (_, i) => ({ name: 'author ' + (i + 1) })));
await Book.create({ title: 'Lathe', authorId: 130 });`,
});

visited('a long log and a long console are drawn in parts', async (playground, page) => {
  await playground.open('Log');
  const calls = page.locator('.log-entry');
  await calls.first().waitFor();
  assert.equal(await calls.count(), 100);
  await page.getByRole('button', { name: /^Show earlier calls/ }).click();
  assert.equal(await calls.count(), 200);
  await playground.open('Console');
  const lines = page.locator('.console-line');
  assert.equal(await lines.count(), 200);
  await page.getByRole('button', { name: /^Show more lines/ }).click();
  assert.equal(await lines.count(), 400);
}, {
  script: `await sequelize.sync({ force: true });
for (let i = 0; i < 450; i++) { console.log(i); await Author.create({ name: 'a' + i }); }`,
});

test('all three are at home on a narrow screen', { timeout: 60_000 }, async () => {
  const playground = await visit(site.browser, site.server.url, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const { page } = playground;
  await playground.ended();
  await page.getByRole('tab', { name: 'Results' }).click();
  const pane = await run(playground, 'SELECT 1 AS one');
  await pane.getByText('1 row · ', { exact: false }).waitFor();
  await playground.open('Data');
  await page.getByRole('button', { name: /^What if I deleted row/ }).first().click();
  await page.getByText(/nothing has changed/).waitFor();
  await playground.open('History');
  await page.locator('.moment').last().click();
  await page.getByText('You are looking at the past').waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(width, 390, 'nothing sticks out');
  await playground.leave();
});
