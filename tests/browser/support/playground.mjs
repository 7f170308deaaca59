// The page as a person uses it: tabs, editors and panes by their roles and names.
import assert from 'node:assert/strict';
import zlib from 'node:zlib';

/** Opens the page in a visit of its own; `hash` is the link's fragment, `storage` what an earlier visit left. */
export async function visit(browser, url, { hash = '', storage = {}, ...context } = {}) {
  const visitor = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...context,
  });
  const page = await visitor.newPage();
  page.setDefaultTimeout(10_000);
  await page.addInitScript((storage) => {
    // The sandbox's frame has no storage. A reload must find what the page has saved since.
    if (self.origin === 'null' || sessionStorage.getItem('visited')) return;
    sessionStorage.setItem('visited', 'yes');
    for (const [key, value] of Object.entries(storage)) localStorage.setItem(key, value);
  }, storage);
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(url + hash);
  return new Playground(page, visitor, faults);
}

export class Playground {
  constructor(page, visitor, faults) {
    Object.assign(this, { page, visitor, faults });
  }

  /** Closes the visit; the page's own console must have stayed free of errors. */
  async leave() {
    await this.visitor.close();
    assert.deepEqual(this.faults, []);
  }

  /** Opens the tab of that name and gives its panel. */
  async open(name) {
    // A tab's name may end with a count.
    const tab = this.page.getByRole('tab', { name: new RegExp(`^${name}\\b`) });
    await tab.click();
    return this.page.locator(`#${await tab.getAttribute('aria-controls')}`);
  }

  /** The editor of `Models` or `Script`. */
  async editor(file) {
    return (await this.open(file)).getByRole('textbox');
  }

  /** A file's text as it stands in the editor. */
  async text(file) {
    const lines = await (await this.editor(file)).locator('.cm-line').allTextContents();
    return lines.join('\n');
  }

  /** Replaces a file's whole text, as by pasting. */
  async replace(file, text) {
    const editor = await this.editor(file);
    await editor.click();
    await this.page.keyboard.press('ControlOrMeta+A');
    if (text) await this.page.keyboard.insertText(text);
    else await this.page.keyboard.press('Delete');
  }

  /** Both files at once: the script last, so that the run that counts sees both. */
  async write(models, script) {
    await this.replace('Script', '');
    await this.replace('Models', models);
    await this.replace('Script', script);
  }

  /** Waits until the newest run has ended, however it did, and gives the status line's words. */
  async ended() {
    // The debounce passes before a run begins.
    await this.page.waitForTimeout(250);
    const status = this.page.getByRole('status');
    await status.filter({ hasText: /^(Ran in|Error|Stopped)/ }).waitFor({ timeout: 20_000 });
    return status.textContent();
  }

  /** Waits until a panel says something, and gives the panel. */
  async says(name, text) {
    const panel = await this.open(name);
    await panel.getByText(text).first().waitFor();
    return panel;
  }

  /** Waits for words anywhere on the page. */
  async sees(text) {
    await this.page.getByText(text).first().waitFor();
  }
}

/** A share link's fragment for a project, made as the format says and not by the page. */
export function fragmentOf(project, format = 1) {
  const json = typeof project === 'string' ? project : JSON.stringify(project);
  return `#${format}=${zlib.deflateSync(json, { level: 9 }).toString('base64url')}`;
}
