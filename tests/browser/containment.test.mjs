// What the learner's code can reach: nothing. The servers' own logs are the witness.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dist, launch } from './support/browser.mjs';
import { openFrame } from './support/frame.mjs';
import { serve } from './support/server.mjs';

let home; // serves the page
let abroad; // another origin
let browser;
let page;

before(async () => {
  [home, abroad] = [await serve(dist), await serve(dist)];
  browser = await launch();
  page = await browser.newPage();
  await page.goto(home.url);
  await page.evaluate(() => {
    localStorage.setItem('secret', 'of the page');
    document.cookie = 'secret=of-the-page';
    new BroadcastChannel('spy').onmessage = () => { window.heard = true; };
    window.addEventListener('message', ({ data }) => { if (data === 'from the learner') window.heard = true; });
  });
  await page.evaluate(openFrame);
});

after(async () => {
  await browser?.close();
  await home?.close();
  await abroad?.close();
});

/** Runs in the worker: tries every door, and gives the names of those that opened. */
const PROBES = `
  // What a page or a worker offers, however deep the façade hid it.
  const F = Function('return this')();
  const need = (name) => { if (!F[name]) throw new Error(name + ' is not there'); return F[name]; };
  const opens = (request, ok, bad) => new Promise((resolve, reject) => { request[ok] = resolve; request[bad] = reject; });
  const doors = {
    'localStorage': () => need('localStorage').getItem('secret'),
    'sessionStorage': () => need('sessionStorage').setItem('a', 'b'),
    'cookies': () => need('document').cookie,
    'cookieStore': () => need('cookieStore').getAll(),
    'indexedDB': () => opens(need('indexedDB').open('x'), 'onsuccess', 'onerror'),
    'caches': () => need('caches').open('x'),
    'file system': () => need('navigator').storage.getDirectory(),
    'locks': () => need('navigator').locks.request('x', () => 1),
    'fetch home': () => need('fetch')(HOME + 'reached-by-fetch', { mode: 'no-cors' }),
    'fetch abroad': () => need('fetch')(ABROAD + 'reached-by-fetch', { mode: 'no-cors' }),
    'beacon': () => { if (!need('navigator').sendBeacon(HOME + 'reached-by-beacon')) throw new Error('refused'); },
    'XHR': () => { const x = new (need('XMLHttpRequest'))(); x.open('GET', HOME + 'reached-by-xhr', false); x.send(); },
    'WebSocket': () => opens(new (need('WebSocket'))(HOME.replace('http', 'ws') + 'reached-by-socket'), 'onopen', 'onerror'),
    'EventSource': () => opens(new (need('EventSource'))(HOME + 'reached-by-events'), 'onopen', 'onerror'),
    'WebTransport': () => new (need('WebTransport'))(HOME.replace('http:', 'https:') + 'reached-by-transport').ready,
    'import()': () => import(HOME + 'reached-by-import.js'),
    'import() of data': () => import('data:text/javascript,1'),
    'importScripts': () => need('importScripts')(HOME + 'reached-by-scripts.js'),
    'importScripts abroad': () => need('importScripts')(ABROAD + 'reached-by-scripts.js'),
    'Worker': () => opens(new (need('Worker'))(HOME + 'reached-by-worker.js'), 'onmessage', 'onerror'),
    'Worker of a blob': () => opens(new (need('Worker'))(URL.createObjectURL(new Blob(
      ['fetch("' + HOME + 'reached-by-nested-worker", { mode: "no-cors" }).then(() => postMessage(1))']))), 'onmessage', 'onerror'),
    'SharedWorker': () => opens(new (need('SharedWorker'))(HOME + 'reached-by-shared.js').port, 'onmessage', 'onmessageerror'),
    'ServiceWorker': () => need('navigator').serviceWorker.register(HOME + 'reached-by-service.js'),
    'font': () => new (need('FontFace'))('x', 'url(' + HOME + 'reached-by-font.woff)').load(),
    'window.open': () => need('open')(HOME + 'reached-by-window'),
    'parent': () => need('parent').document.title,
    'opener': () => need('opener').document.title,
    'top': () => need('top').location.href,
    'notification': () => { if (need('Notification').permission !== 'granted') throw new Error('refused'); },
  };
  const opened = [];
  for (const [name, door] of Object.entries(doors)) {
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error('nothing came')), 400));
    late.catch(() => {});
    try { await Promise.race([door(), late]); opened.push(name); } catch { /* shut */ }
  }
  // These give no sign of their own: the page listens.
  try { new BroadcastChannel('spy').postMessage('from the learner'); } catch { /* shut */ }
  try { F.postMessage('from the learner'); } catch { /* shut */ }
  console.log(JSON.stringify(opened));
`;

test('no door of the worker leads anywhere', async () => {
  home.requests.length = 0;
  abroad.requests.length = 0;
  const script = PROBES.replaceAll('HOME', JSON.stringify(home.url)).replaceAll('ABROAD', JSON.stringify(abroad.url));
  const { t, json } = await page.evaluate((script) => window.runScript(script, 30_000), script);
  assert.equal(t, 'reply');
  assert.equal(json.report.error, null);
  assert.deepEqual(JSON.parse(json.report.console.at(-1).text), []);
  await page.waitForTimeout(500);
  assert.deepEqual(home.requests, []);
  assert.deepEqual(abroad.requests, []);
  assert.equal(await page.evaluate(() => window.heard), undefined);
});

test('the sandbox opened as a page of its own runs nothing', async () => {
  const alone = await browser.newPage();
  const name = await page.evaluate(() => document.querySelector('meta[name=sandbox]').content);
  const said = [];
  alone.on('console', (message) => said.push(message.text()));
  await alone.goto(home.url + name);
  await alone.evaluate(() => postMessage({ t: 'init', wasm: new ArrayBuffer(8) }, '*'));
  assert.deepEqual(said, []);
  await alone.close();
});
