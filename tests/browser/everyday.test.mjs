// What people do every day, told as they do it: examples tried and left, slips, the keyboard, small and large screens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fragmentOf, visit } from './support/playground.mjs';
import { openSite } from './support/site.mjs';

const site = openSite();

const MODELS = `const Author = sequelize.define('Author', { name: DataTypes.STRING });
const Book = sequelize.define('Book', { title: DataTypes.STRING });
Author.hasMany(Book, { foreignKey: 'authorId', onDelete: 'CASCADE' });
Book.belongsTo(Author, { foreignKey: 'authorId' });`;
const SCRIPT = `await sequelize.sync();
const ursula = await Author.create({ name: 'Ursula' });
await Book.bulkCreate(Array.from({ length: 40 }, (_, i) => ({ title: 'Volume ' + i, authorId: ursula.id })));`;

/** A test with a visit of its own. */
function visited(name, work, options) {
  test(name, { timeout: 60_000 }, async () => {
    const playground = await visit(site.browser, site.server.url, options);
    await playground.ended();
    await work(playground, playground.page);
    await playground.leave();
  });
}

/** A test over the two tables above. */
function withBooks(name, work, options) {
  visited(name, async (playground, page) => {
    await playground.write(MODELS, SCRIPT);
    await playground.ended();
    await work(playground, page);
  }, options);
}

async function openExample(page, title) {
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
}

const focused = (page, selector) => page.waitForFunction((selector) => document.activeElement?.matches(selector), selector);

visited('an example that takes the place of a project of one\'s own gives it back', async (playground, page) => {
  await openExample(page, 'A family tree');
  await playground.ended();
  assert.equal(await page.getByRole('button', { name: 'Bring it back' }).count(), 0, 'the first example was not touched');
  await playground.replace('Models', '// mine');
  await openExample(page, 'A shop');
  await page.getByRole('button', { name: 'Bring it back' }).click();
  assert.equal(await playground.text('Models'), '// mine');
  await page.getByText('Saved in this browser').waitFor();
});

const SHARED = fragmentOf({ models: MODELS });

visited('a link in a fresh browser offers nothing to go back to', async (playground, page) => {
  await playground.sees(/not saved until you keep it/);
  assert.equal(await page.getByRole('button', { name: 'Back to mine' }).count(), 0);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('Saved in this browser').waitFor();
  assert.match(await page.evaluate(() => localStorage.getItem('relata.project')), /Author/);
}, { hash: SHARED });

visited('an example opened beside a shared project leaves one\'s own alone', async (playground, page) => {
  await openExample(page, 'A shop');
  await playground.ended();
  await page.getByRole('button', { name: 'Back to mine' }).click();
  assert.equal(await playground.text('Models'), '// mine');
}, { hash: SHARED, storage: { 'relata.project': JSON.stringify({ format: 1, project: { models: '// mine', script: '' } }) } });

visited('a slip is answered with what was probably meant', async (playground, page) => {
  await playground.write(MODELS, 'await Author.findOnee();');
  await playground.ended();
  await page.getByText('did you mean findOne?').first().waitFor();
  await playground.replace('Models', MODELS.replace("('Book', {", "('Book' {"));
  await playground.ended();
  await page.getByText(/a comma, a bracket or a quote may be missing/).first().waitFor();
  await playground.says('Problems', 'Not looked at yet');
});

visited('a mend changes its words alone: the cursor stays, and one undo takes it back', async (playground, page) => {
  const models = ["const Author = sequelize.define('Author');", "const Book = sequelize.define('Book');", 'Author.hasMany(Book);', "Book.belongsTo(Author, { onDelete: 'CASCADE' });", 'const later = 1;'];
  await playground.replace('Script', '');
  await playground.replace('Models', models.join('\n'));
  await playground.ended();
  const problems = await playground.open('Problems');
  await problems.locator('.problem', { hasText: 'R002' }).locator('.button').click();
  await playground.ended();
  const mended = models.with(2, "Author.hasMany(Book, { onDelete: 'CASCADE' });");
  assert.equal(await playground.text('Models'), mended.join('\n'));
  await (await playground.editor('Models')).focus();
  assert.equal(await page.locator('#panel-models .cm-activeLine').textContent(), 'const later = 1;');
  await page.keyboard.press('ControlOrMeta+Z');
  assert.equal(await playground.text('Models'), models.join('\n'));
});

withBooks('the keyboard keeps its place among the rows', async (playground, page) => {
  const pane = await playground.open('Data');
  const add = pane.getByRole('button', { name: 'Add a row' });
  await add.press('Enter');
  await focused(page, 'input');
  await page.keyboard.press('Escape');
  await focused(page, '#add-row');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Octavia');
  await page.keyboard.press('Enter');
  await focused(page, '#add-row');
  const name = pane.getByRole('button', { name: /^name: .*Octavia/ });
  await name.press('Enter');
  await page.keyboard.type('Butler');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /Butler/.test(document.activeElement?.textContent ?? ''));
  await pane.getByRole('button', { name: 'Delete row 2' }).press('Enter');
  await pane.getByText('1 row', { exact: true }).waitFor();
  await focused(page, '#rows');

  await pane.getByRole('button', { name: /^What if I deleted row 1/ }).press('Enter');
  await focused(page, '#preview');
  await page.keyboard.press('Escape');
  await focused(page, '#rows');

  await pane.getByRole('button', { name: 'Delete row 1' }).press('Enter');
  await pane.getByText('No rows.').waitFor();
  assert.equal(await pane.locator('.table-item.open .table-name').textContent(), 'Authors', 'the emptied table stays open');
});

withBooks('Escape closes the panel from the table it is about', async (playground, page) => {
  await page.getByRole('button', { name: /^Table Books/ }).press('Enter');
  await page.getByText('Why is this here?').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Why is this here?').waitFor({ state: 'detached' });
});

withBooks('the step that is played is in sight', async (playground, page) => {
  const data = await playground.open('Data');
  await data.getByRole('button', { name: 'Delete row 1' }).click();
  const pane = await playground.open('Cascade');
  for (let step = 0; step < 30; step++) await pane.getByRole('button', { name: 'Step forward' }).click();
  await pane.getByText('Step 30 of 41').waitFor();
  const inside = await page.evaluate(() => {
    const [line, box] = ['.effect.current', '.cascade > .scroll'].map((s) => document.querySelector(s).getBoundingClientRect());
    return line.top >= box.top - 1 && line.bottom <= box.bottom + 1;
  });
  assert.ok(inside);
});

withBooks('what the prompt has run is there after a reload', async (playground, page) => {
  const pane = await playground.open('SQL');
  await pane.getByRole('button', { name: 'Plan' }).click();
  await pane.getByText('Run it to see the plan').waitFor();
  await pane.getByRole('textbox').fill('SELECT COUNT(*) AS books FROM Books');
  await page.keyboard.press('ControlOrMeta+Enter');
  await pane.getByRole('columnheader', { name: 'books' }).waitFor();
  await page.reload();
  await playground.ended();
  const field = (await playground.open('SQL')).getByRole('textbox');
  await field.press('ArrowUp');
  assert.equal(await field.inputValue(), 'SELECT COUNT(*) AS books FROM Books');
});

withBooks('rows are marked all or not at all, and a part of a trace says that it is one', async (playground) => {
  await playground.replace('Script', SCRIPT.replace('length: 40', 'length: 300'));
  await playground.ended();
  const data = await playground.open('Data');
  await data.getByRole('button', { name: /^Books/ }).click();
  await data.getByText('1–50 of 300 rows').waitFor();
  assert.equal(await data.locator('tr[class*="changed-"]').count(), 0);
  await data.getByRole('button', { name: /^Authors/ }).click();
  await data.getByRole('button', { name: /^What if/ }).click();
  await playground.sees(/^199 Books$/);
  await playground.sees(/on this page/);
});

withBooks('the next page, and a comparison, are in sight when they come', async (playground, page) => {
  await playground.replace('Script', `${SCRIPT.replace('length: 40', 'length: 300')}\nawait ursula.destroy();`);
  await playground.ended();
  const pane = await playground.open('Cascade');
  const scroller = pane.getByRole('region', { name: 'Effects' });
  const isAtTop = () => page.waitForFunction(() => document.querySelector('.cascade > .scroll').scrollTop === 0);
  await pane.getByRole('button', { name: 'Next page' }).click();
  await pane.getByText('201–301 of 301 effects').waitFor();
  await isAtTop();
  await scroller.evaluate((all) => all.scrollTo(0, all.scrollHeight));
  await pane.getByRole('button', { name: 'Other databases' }).click();
  await pane.getByText('PostgreSQL').waitFor();
  await isAtTop();
});

visited('the names of many tables can be read from afar', async (playground, page) => {
  const models = Array.from({ length: 30 }, (_, i) => `const T${i} = sequelize.define('Thing${i}', { name: DataTypes.STRING });`);
  const keys = models.slice(1).map((_, i) => `T${i >> 1}.hasMany(T${i + 1});`);
  await playground.replace('Script', '');
  await playground.replace('Models', [...models, ...keys].join('\n'));
  await playground.ended();
  await page.getByRole('button', { name: /^Table Thing29s/ }).waitFor();
  const sizes = await page.evaluate(() => {
    const { a: zoom } = document.querySelector('.canvas > g').getCTM();
    return [...document.querySelectorAll('.card-title')].map((title) => parseFloat(getComputedStyle(title).fontSize) * zoom);
  });
  assert.equal(sizes.length, 30);
  assert.ok(Math.min(...sizes) >= 7.5, `${Math.min(...sizes)} px`);
});

visited('no line runs over a label', async (playground, page) => {
  const covered = await page.evaluate(() => [...document.querySelectorAll('.edge-label')].filter((label) => {
    const { x, y, width, height } = label.getBoundingClientRect();
    return [0.1, 0.5, 0.9].some((at) => !document.elementFromPoint(x + width * at, y + height / 2)?.closest('.edge-label, .edge-label-ground'));
  }).length);
  assert.equal(covered, 0);
});

for (const width of [320, 360, 390]) {
  visited(`the header fits into ${width} pixels`, async (playground, page) => {
    for (const name of ['Run', 'Copy link', 'Help and shortcuts', 'Examples']) {
      const { x, width: own } = await page.getByRole('button', { name, exact: true }).first().boundingBox();
      assert.ok(x >= 0 && x + own <= width, `${name}: ${x}–${x + own}`);
    }
  }, { viewport: { width, height: 640 }, hasTouch: true, isMobile: true });
}
