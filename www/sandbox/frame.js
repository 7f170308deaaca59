// The only script of the sandboxed frame: it stands between the page and the learner's code.
//
// The frame has an opaque origin and a policy that loads nothing, so code in its workers reaches no
// storage, no network and no page. This script compiles the engine once, gives each run a fresh
// worker, keeps the worker of the run on the page alive for its questions, and ends whatever
// exceeds its budget.
//
// | page → frame | |
// |---|---|
// | `{t: 'init', wasm}` + port | on the window, after the frame said `sandbox-up`; all else goes through the port |
// | `{t: 'run', id, revision, files, dialect, budget}` | evaluate the files in a fresh worker, in at most `budget` ms |
// | `{t: 'ask', id, json, budget?}` | a question to the session of the run on the page |
// | `{t: 'ping', id}` | is the frame alive? |
//
// | frame → page | |
// |---|---|
// | `{t: 'ready'}` | the engine is compiled and a worker is warm |
// | `{t: 'reply', id, json}` | the answer to a run or a question |
// | `{t: 'killed', id, ms, reason}` | ended after `ms`: `time`, `memory` or `superseded` by a newer run |
// | `{t: 'crashed', id, message}` | the worker broke, or there is no session to ask; `id` is null when the engine did not start |
// | `{t: 'pong', id}` | it is |
//
// Everything a worker says is a stranger's word: only a bounded string under an id that was asked
// for is passed on.
(() => {
  'use strict';

  const REPLY_LIMIT = 32_000_000; // characters
  const BUDGET = { least: 50, most: 60_000, boot: 15_000, ask: 10_000 }; // ms

  // Opened as a page of its own it would have the app's origin: refuse.
  if (self.origin !== 'null' || self.parent === self) return;

  const workerText = document.getElementById('worker').textContent;
  let page; // the port to the page
  let module; // the compiled engine
  let workerUrl;
  let spare = null; // a booted worker that has run nothing
  let running = null; // the worker of the run in progress
  let session = null; // the worker of the run whose rows are on the page

  addEventListener('message', async (event) => {
    if (event.source !== parent || event.data?.t !== 'init' || page) return;
    page = event.ports[0];
    try {
      module = await WebAssembly.compile(event.data.wasm);
      workerUrl = URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }));
      spare = spawn();
      await spare.booted;
    } catch (error) {
      page.postMessage({ t: 'crashed', id: null, message: String(error?.message ?? error) });
      return;
    }
    page.onmessage = ({ data }) => {
      if (data.t === 'run') run(data);
      else if (data.t === 'ask') ask(data);
      else if (data.t === 'ping') page.postMessage({ t: 'pong', id: data.id });
    };
    page.postMessage({ t: 'ready' });
  });
  parent.postMessage('sandbox-up', '*');

  /**
   * A worker on its way up. `pending` holds what it still owes, by id. One that has time until its run
   * `warmsUp`; the first run of a visit waits for nothing.
   */
  function spawn({ warmsUp = false } = {}) {
    const worker = new Worker(workerUrl);
    const { port1: port, port2 } = new MessageChannel();
    const slot = { worker, port, pending: new Map() };
    slot.booted = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the worker did not start')), BUDGET.boot);
      worker.onerror = (event) => {
        event.preventDefault();
        clearTimeout(timer);
        reject(new Error(event.message || 'the worker did not start'));
      };
      port.onmessage = ({ data }) => {
        if (data?.t !== 'ready') return;
        clearTimeout(timer);
        worker.onerror = (event) => {
          event.preventDefault();
          crash(slot, event.message);
        };
        port.onmessage = ({ data }) => hear(slot, data);
        resolve();
      };
    });
    // A spare that fails is noticed by the run that takes it.
    slot.booted.catch(() => {});
    worker.postMessage({ t: 'boot', module, warmsUp }, [port2]);
    return slot;
  }

  async function run(request) {
    if (running) kill(running, 'superseded');
    const slot = spare ?? spawn();
    spare = null;
    running = slot;
    await send(slot, request, request.budget ?? BUDGET.ask);
  }

  async function ask(request) {
    if (!session) {
      page.postMessage({ t: 'crashed', id: request.id, message: 'there is no session: run the project first' });
      return;
    }
    await send(session, request, request.budget ?? BUDGET.ask);
  }

  /** Sends once the worker is up; the budget counts from then. */
  async function send(slot, request, budget) {
    const call = { start: performance.now(), timer: null, isRun: request.t === 'run' };
    slot.pending.set(request.id, call);
    try {
      await slot.booted;
    } catch (error) {
      crash(slot, error.message);
      return;
    }
    if (slot.pending.get(request.id) !== call) return;
    call.start = performance.now();
    call.timer = setTimeout(() => kill(slot, 'time'), Math.min(Math.max(budget, BUDGET.least), BUDGET.most));
    slot.port.postMessage(request);
  }

  function hear(slot, data) {
    if (data?.t === 'crashed') {
      crash(slot, String(data.message));
      return;
    }
    const call = data?.t === 'reply' && slot.pending.get(data.id);
    if (!call) return;
    if (typeof data.json !== 'string' || data.json.length > REPLY_LIMIT) {
      kill(slot, 'memory');
      return;
    }
    clearTimeout(call.timer);
    slot.pending.delete(data.id);
    page.postMessage({ t: 'reply', id: data.id, json: data.json });
    if (call.isRun) settle(slot, data.json);
  }

  /** The run in `slot` has answered: it becomes the session if its rows are the ones on the page. */
  function settle(slot, json) {
    if (isShown(json)) {
      const previous = session;
      session = slot;
      if (previous) kill(previous, 'superseded');
    } else {
      end(slot);
    }
    running = null;
    refill();
  }

  /**
   * A run that stopped in the script has true tables and rows, which the page shows and asks about;
   * one that stopped in the models has not. `got_to_the_script` in `src/ui/state/reduce.rs` is the same rule.
   */
  function isShown(json) {
    try {
      const { reply, report } = JSON.parse(json);
      if (reply !== 'report' || !report.error) return reply === 'report';
      const { name, origin } = report.error;
      return name !== 'SyntaxError' && (origin?.file ?? 'script.js') === 'script.js' && report.tables.length > 0;
    } catch {
      return false;
    }
  }

  function kill(slot, reason) {
    const now = performance.now();
    finish(slot, (id, call) => ({ t: 'killed', id, ms: Math.round(now - call.start), reason }));
  }

  function crash(slot, message) {
    // What the engine and the browser say when memory runs out.
    if (/out of memory|allocation failed/i.test(message)) kill(slot, 'memory');
    else finish(slot, (id) => ({ t: 'crashed', id, message: String(message).slice(0, 1000) }));
  }

  /** Ends a worker and tells the page about everything it still owed. */
  function finish(slot, message) {
    end(slot);
    for (const [id, call] of slot.pending) {
      clearTimeout(call.timer);
      page.postMessage(message(id, call));
    }
    slot.pending.clear();
    if (session === slot) session = null;
    if (running === slot) running = null;
    refill();
  }

  function end(slot) {
    slot.port.close();
    slot.worker.terminate();
  }

  /** Boots the next spare, but never beside a run: on a small machine it would slow it. */
  function refill() {
    if (!spare && !running) spare = spawn({ warmsUp: true });
  }
})();
