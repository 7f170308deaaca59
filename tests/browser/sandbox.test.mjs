// The frame by itself, spoken to as the page does: budgets, sessions and a stranger's words.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dist, launch } from './support/browser.mjs';
import { openFrame } from './support/frame.mjs';
import { serve } from './support/server.mjs';

let server;
let browser;
let page;

before(async () => {
  server = await serve(dist);
  browser = await launch();
  page = await browser.newPage();
  await page.goto(server.url);
  await page.evaluate(openFrame);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const run = (script, budget, models) => page.evaluate((args) => window.runScript(...args), [script, budget, models]);
const ask = (question) => page.evaluate((question) => window.askSession(question), question);
const SYNC = 'await sequelize.sync({ force: true });';
const USER = "const User = sequelize.define('User', { name: DataTypes.STRING });";

test('a run answers with a report, and its session with more', async () => {
  const { t, json } = await run(`${SYNC} await User.create({ name: 'Ada' });`, 5000, USER);
  assert.equal(t, 'reply');
  assert.equal(json.report.error, null);
  assert.deepEqual(json.report.tables.map((table) => table.name), ['Users']);
  const rows = await ask({ ask: 'rows', table: 'Users', offset: 0, limit: 10, order: null, descending: false });
  assert.equal(rows.json.rows.total, 1);
});

test('an endless loop is killed in time, and the next run is quick', async () => {
  const killed = await run('while (true) {}', 500, USER);
  assert.equal(killed.t, 'killed');
  assert.equal(killed.reason, 'time');
  assert.ok(killed.ms >= 490 && killed.ms < 1500, `${killed.ms} ms`);
  const start = Date.now();
  assert.equal((await run('', 5000, USER)).t, 'reply');
  assert.ok(Date.now() - start < 1500);
});

test('a promise that never settles is killed too', async () => {
  assert.equal((await run('await new Promise(() => {});', 300, USER)).reason, 'time');
});

test('a newer run replaces one in progress', async () => {
  const [old, fresh] = await page.evaluate((models) =>
    Promise.all([window.runScript('while (true) {}', 5000, models), window.runScript('', 5000, models)]), USER);
  assert.equal(old.reason, 'superseded');
  assert.equal(fresh.t, 'reply');
});

test('a run that stops in the models leaves the last session in place', async () => {
  await run(`${SYNC} await User.create({ name: 'kept' });`, 5000, USER);
  const failed = await run('', 5000, 'throw new RangeError("no");');
  assert.equal(failed.json.report.error.name, 'RangeError');
  const rows = await ask({ ask: 'rows', table: 'Users', offset: 0, limit: 10, order: null, descending: false });
  assert.equal(rows.json.rows.total, 1);
});

test('a run that stops in the script has rows of its own', async () => {
  const failed = await run(`${SYNC} await User.bulkCreate([{}, {}]); throw new RangeError("no");`, 5000, USER);
  assert.equal(failed.json.report.error.name, 'RangeError');
  const rows = await ask({ ask: 'rows', table: 'Users', offset: 0, limit: 10, order: null, descending: false });
  assert.equal(rows.json.rows.total, 2);
});

// What fills the memory may take the frame's whole process with it: see memory.test.mjs.
test('bombs of console lines, patterns and calls end without the frame', async () => {
  for (const bomb of [
    'while (true) console.log("x".repeat(1000));',
    '/^(a+)+$/.test("a".repeat(40) + "b");',
    '(function f() { f(); f(); })();',
  ]) {
    const { t, json } = await run(bomb, 1000, USER);
    assert.ok(t === 'killed' || json?.report.error, `${bomb} ended with ${t}`);
    assert.equal((await page.evaluate(() => window.talk({ t: 'ping' }))).t, 'pong');
  }
  assert.equal((await run('', 5000, USER)).json.report.error, null);
});

test('words put into the port by the learner are no more than a report', async () => {
  const { t, json } = await run(`
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (message, ...rest) {
      post.call(this, { t: 'ready' });
      post.call(this, { t: 'reply', id: -1, json: 'x' });
      post.call(this, { t: 'reply', id: message.id, json: { not: 'a string' } });
      return post.call(this, message, ...rest);
    };`, 3000, USER);
  // Either the façade keeps its own `postMessage`, or the frame ends what speaks out of turn.
  assert.ok(t === 'killed' || json.reply === 'report', t);
  assert.equal((await run('', 5000, USER)).t, 'reply');
});
