// The worker's entry: boots the engine, runs a project once, then answers the page's questions.
//
// | in | |
// |---|---|
// | `{t: 'boot', module, warmsUp}` with a port | on the worker itself, once; all else goes through the port |
// | `{t: 'run', id, files: {models, script}, dialect}` | evaluate the files |
// | `{t: 'ask', id, json}` | a `bridge::message` request for the session |
//
// | out | |
// |---|---|
// | `{t: 'ready'}` | booted |
// | `{t: 'reply', id, json}` | a `bridge::message` reply, as text |
// | `{t: 'crashed', message}` | the engine broke; nothing more will come |
//
// Learner code never sees the port.

import { fixBuiltIns, removeOutward } from './lock.js';
import { finishJson } from './reply.js';
import { run } from './run.js';
import { warmUp } from './warm-up.js';

/** Frames of a stack: the learner's own may stand below a dozen of the façade's. */
const FRAMES = 50;

self.onmessage = ({ data, ports: [port] }) => {
  if (data?.t !== 'boot') return;
  self.onmessage = null;
  const glue = self.wasm_bindgen;
  glue.initSync({ module: data.module });
  const session = new glue.Session();
  removeOutward(self);
  fixBuiltIns(self);
  Error.stackTraceLimit = FRAMES;
  listen(port, session);
  if (!data.warmsUp) return;
  const cold = new glue.Session();
  // It only saves time: a run that met the same trouble would tell of it.
  warmUp(cold).catch(() => {}).finally(() => cold.free());
};

function listen(port, session) {
  const reply = (id, json) => port.postMessage({ t: 'reply', id, json });
  let hasRun = false;
  const answer = async (data) => {
    if (data.t === 'ask') {
      reply(data.id, session.ask(data.json));
    } else if (data.t === 'run' && !hasRun) {
      hasRun = true;
      const start = performance.now();
      const { console, error } = await run(data, session);
      // What only JavaScript knows of the run stands in every report from now on.
      session.call(finishJson({ console, error, elapsed: performance.now() - start }));
      reply(data.id, session.ask('{"ask":"report"}'));
    }
  };
  // Only a broken engine throws here: the frame shall not wait for it until the budget is spent.
  port.onmessage = ({ data }) => answer(data).catch((error) => port.postMessage({ t: 'crashed', message: String(error) }));
  port.postMessage({ t: 'ready' });
}
