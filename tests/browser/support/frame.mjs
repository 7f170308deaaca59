// A sandbox frame of a test's own, spoken to as the page speaks to its own.

/**
 * To be evaluated in the page: opens a frame beside the page's, and puts on `window`
 * `talk(message)`, `runScript(script, budget, models)` and `askSession(question)`, each of which
 * gives the frame's answer with its JSON parsed.
 */
export async function openFrame() {
  const meta = (name) => document.querySelector(`meta[name=${name}]`).content;
  const wasm = await (await fetch(meta('engine'))).arrayBuffer();
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts';
  frame.src = meta('sandbox');
  frame.hidden = true;
  const up = new Promise((resolve) => {
    addEventListener('message', (event) => event.source === frame.contentWindow && resolve());
  });
  document.body.append(frame);
  await up;

  const { port1, port2 } = new MessageChannel();
  const waiting = new Map();
  const ready = new Promise((resolve) => waiting.set('ready', resolve));
  port1.onmessage = ({ data }) => {
    const key = data.t === 'ready' ? 'ready' : data.id;
    waiting.get(key)?.(data.json ? { ...data, json: JSON.parse(data.json) } : data);
  };
  frame.contentWindow.postMessage({ t: 'init', wasm }, '*', [wasm, port2]);
  await ready;

  let next = 1;
  window.talk = (message) => new Promise((resolve) => {
    const id = next++;
    waiting.set(id, resolve);
    port1.postMessage({ ...message, id });
  });
  window.runScript = (script, budget = 5000, models = '') =>
    window.talk({ t: 'run', revision: next, files: { models, script }, dialect: 'sqlite', budget });
  window.askSession = (question) => window.talk({ t: 'ask', json: JSON.stringify(question) });
}
