// Code that fills the memory ends its own process, not the page.
//
// The browser gives the sandboxed frame a process of its own and ends it when the memory runs out.
// Playwright then takes the whole page for crashed, though only a frame of it is gone; so from there
// on the page is asked through a session of the DevTools protocol.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { visit } from './support/playground.mjs';
import { openSite } from './support/site.mjs';

const site = openSite();

for (const [what, bomb] of [
  ['arrays', 'const all = []; while (true) all.push(new Array(1e5).fill(Math.random()));'],
  ['strings', "const all = []; let n = 0; while (true) { all.push('x'.repeat(1e6) + n++); all.at(-1).charCodeAt(5e5); }"],
]) {
  test(`a run that fills the memory with ${what} ends, and the page goes on`, { timeout: 180_000 }, async () => {
    const playground = await visit(site.browser, site.server.url);
    const session = await playground.visitor.newCDPSession(playground.page);
    const evaluate = async (expression) => {
      const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true });
      return result.value;
    };
    const waitFor = async (condition, what) => {
      const holds = typeof condition === 'function' ? condition : () => evaluate(condition);
      for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) {
        if (await holds()) return;
      }
      assert.fail(`${what}; the page says: ${await evaluate('document.body.innerText')}`);
    };

    await playground.ended();
    await playground.replace('Script', bomb);
    await waitFor('/was stopped/.test(document.body.innerText)', 'the run is told to have been stopped');
    const editor = "[...document.querySelectorAll('.cm-content')].find((editor) => editor.offsetParent)";
    const shown = await evaluate(`[...${editor}.querySelectorAll('.cm-line')].map((line) => line.textContent).join('')`);
    assert.equal(shown, bomb, 'the text is untouched');

    const run = "[...document.querySelectorAll('button')].find((button) => /^(Run|▶)/.test(button.innerText.trim()))";
    await evaluate(`${editor}.focus();
      document.execCommand('selectAll');
      document.execCommand('insertText', false, "console.log('still here');");
      ${run}.click();`);
    const ranWell = "document.querySelector('[role=status]').innerText.startsWith('Ran in')";
    const again = "[...document.querySelectorAll('button')].find((button) => button.innerText.trim() === 'Run again')";
    // A process that is slow to die may take this run with it: the page says so, and offers another.
    let asked = Date.now();
    await waitFor(async () => {
      if (await evaluate(ranWell)) return true;
      if (Date.now() - asked > 5000 && await evaluate(`Boolean(${again}?.click() ?? ${again})`)) asked = Date.now();
      return false;
    }, 'the next run ends well');
    await playground.visitor.close();
  });
}
