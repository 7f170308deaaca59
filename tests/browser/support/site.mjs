// What most files of tests need: the built page, served, and a browser to visit it.
import { after, before } from 'node:test';
import { dist, launch } from './browser.mjs';
import { serve } from './server.mjs';

/** Opens both before the file's tests and closes them after: `{server, browser}`, filled in by then. */
export function openSite() {
  const site = { server: null, browser: null };
  before(async () => {
    site.server = await serve(dist);
    site.browser = await launch();
  });
  after(async () => {
    await site.browser?.close();
    await site.server?.close();
  });
  return site;
}
