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
  await page.addInitScript((storage) => {
    // A reload must find what the page itself has saved since.
    if (sessionStorage.getItem('visited')) return;
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
    await this.page.getByRole('tab', { name, exact: true }).click();
    return this.page.getByRole('tabpanel', { name, exact: true });
  }

  /** The editor of `Models` or `Script`. */
  async editor(file) {
    await this.page.getByRole('tab', { name: file, exact: true }).click();
    return this.page.getByRole('textbox', { name: file });
  }

  /** Replaces a file's whole text, as by pasting. */
  async replace(file, text) {
    const editor = await this.editor(file);
    await editor.click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }

  /** Both files at once: the script last, so that the run that counts sees both. */
  async write(models, script) {
    await this.replace('Script', '');
    await this.replace('Models', models);
    await this.replace('Script', script);
  }

  /** Waits until a panel says something. */
  async says(name, text) {
    const panel = await this.open(name);
    await panel.getByText(text).first().waitFor();
    return panel;
  }
}

/** A share link's fragment for a project, made as the format says and not by the page. */
export function fragmentOf(project, format = 1) {
  const json = typeof project === 'string' ? project : JSON.stringify(project);
  return `#${format}=${zlib.deflateSync(json, { level: 9 }).toString('base64url')}`;
}
