// One run of a project: models.js, its associations, tables, then script.js, each with what it may name.

import { ORIGIN, setLocator } from './calls.js';
import { Console } from './console.js';
import { Evaluation, withoutModuleSyntax } from './evaluate.js';
import { hintFor } from './hints.js';
import { Sequelize } from './sequelize.js';

/** How long the script's timers may go on after its last line, in ms. */
const PATIENCE = 500;

/** Turns of the event loop after which what floats has come up: browsers tell of rejections late. */
const TURNS = 3;

/**
 * Runs `files` (`models`, `script`) over `session` and resolves to `{console, error}`, where `error` is
 * null or `{name, message, origin, hint}`. It never rejects.
 */
export async function run({ files, dialect }, session) {
  const evaluation = new Evaluation();
  const locate = (stack) => evaluation.placeIn(stack);
  const learnersConsole = new Console(() => locate(new Error().stack));
  globalThis.console = learnersConsole.methods();
  setLocator(locate);
  const watch = watchTasks();
  const host = prepareSequelize(dialect, session);
  let error = null;
  try {
    await runFiles(files, dialect, host, evaluation);
  } catch (thrown) {
    error = { thrown };
  }
  error = (await watch.settle()) ?? error;
  return { console: learnersConsole, error: error && describe(error.thrown, evaluation, { files, sequelize: host.newest() }) };
}

async function runFiles({ models = '', script = '' }, dialect, host, evaluation) {
  const sequelize = new Sequelize({ dialect, logging: false });
  const module = { exports: {} };
  const names = {
    sequelize, Sequelize, module, exports: module.exports, require: requireFrom, models: sequelize.models,
    DataTypes: Sequelize.DataTypes, Model: Sequelize.Model, Op: Sequelize.Op, QueryTypes: Sequelize.QueryTypes,
    queryInterface: sequelize.getQueryInterface(), process: { env: {}, argv: [], exit() {}, on() {} },
  };
  await evaluation.models(withoutModuleSyntax(models), names);
  const active = host.newest();
  await useExports(module.exports, active);
  host.associate(active);
  if (!script.trim()) return;
  if (!host.hasSynced() && !syncs(script)) await active.sync();
  await evaluation.script(withoutModuleSyntax(script), namesForScript(evaluation, names, active));
  await useExports(module.exports === names.exports ? {} : module.exports, active);
}

/** The script makes its tables by itself. */
const syncs = (script) => /\.\s*sync\s*\(/.test(script.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, ''));

/** Every Sequelize of the learner's code works on the page's session and writes its dialect. */
function prepareSequelize(dialect, session) {
  const associated = new Set();
  let newest = null;
  let synced = false;
  Sequelize.openSession = () => session;
  Sequelize.addHook('beforeInit', (config, options) => { options.dialect = dialect; });
  Sequelize.addHook('afterInit', (sequelize) => {
    newest = sequelize;
    const note = () => { synced = true; };
    sequelize.addHook('beforeBulkSync', note);
    sequelize.addHook('beforeSync', note);
    sequelize.addHook('afterDefine', (model) => noteAssociate(model, associated));
  });
  return {
    newest: () => newest,
    hasSynced: () => synced,
    associate: ({ models }) => {
      for (const model of Object.values(models)) {
        if (typeof model.associate === 'function' && !associated.has(model)) model.associate(models);
      }
    },
  };
}

/** sequelize-cli calls each model's `associate` once all are defined; code that did so itself is left alone. */
function noteAssociate(model, associated) {
  const { associate } = model;
  if (typeof associate !== 'function') return;
  Object.defineProperty(model, 'associate', {
    configurable: true,
    writable: true,
    value(...args) {
      associated.add(model);
      return associate.apply(this, args);
    },
  });
}

function requireFrom(name) {
  if (name === 'sequelize') return Sequelize;
  throw new Error(`Cannot find module '${name}': here there is only 'sequelize', and all models stand in models.js`);
}

/** In script.js `require('./models')` gives what models.js exports, or what sequelize-cli's index does. */
function requireInScript(module, sequelize) {
  const isExported = typeof module.exports === 'function' || Object.keys(module.exports).length > 0;
  const exported = isExported ? module.exports : { ...sequelize.models, sequelize, Sequelize };
  return (name) => (/^\.{1,2}(\/.*)?\bmodels(\/index)?(\.js)?$/.test(name) ? exported : requireFrom(name));
}

/** `module.exports` as sequelize-cli knows it: a function that defines models, or a migration. */
async function useExports(exported, sequelize) {
  const isModel = typeof exported?.getAttributes === 'function';
  if (typeof exported === 'function' && !isModel && !(exported.prototype instanceof Sequelize)) {
    await exported(sequelize, Sequelize.DataTypes);
  } else if (typeof exported?.up === 'function') {
    await exported.up(sequelize.getQueryInterface(), Sequelize);
  }
}

/** What script.js gets beside the declarations of models.js: models by name, and the sequelize in use. */
function namesForScript(evaluation, names, sequelize) {
  const added = {};
  const isIdentifier = (name) => /^[A-Za-z_$][\w$]*$/.test(name) && evaluationAllows(name);
  for (const [name, model] of Object.entries(sequelize.models)) {
    if (isIdentifier(name) && evaluation.read(name) === undefined) added[name] = model;
  }
  const inUse = {
    sequelize, models: sequelize.models, queryInterface: sequelize.getQueryInterface(), require: requireInScript(names.module, sequelize),
  };
  for (const [name, value] of Object.entries(inUse)) {
    if (evaluation.read(name) === names[name]) added[name] = value;
  }
  return added;
}

function evaluationAllows(name) {
  try {
    new Function(name, '');
    return true;
  } catch {
    return false;
  }
}

/** Watches for rejections and exceptions that no `await` of the script sees, and for its timers. */
function watchTasks() {
  let failure = null;
  const fail = (thrown) => { failure ??= { thrown }; };
  const { setTimeout: later, clearTimeout: clear } = globalThis;
  const pending = new Set();
  globalThis.setTimeout = (callback, delay, ...args) => {
    const timer = later(() => {
      pending.delete(timer);
      if (typeof callback === 'function') callback(...args);
    }, delay);
    pending.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    pending.delete(timer);
    clear(timer);
  };
  const onRejection = (event) => {
    event.preventDefault();
    fail(event.reason);
  };
  const onError = (event) => {
    event.preventDefault();
    fail(event.error);
  };
  globalThis.addEventListener?.('unhandledrejection', onRejection);
  globalThis.addEventListener?.('error', onError);
  return {
    /** Waits until the script's loose ends are done, or patience is over. */
    async settle() {
      const end = performance.now() + PATIENCE;
      const isWaiting = (turn) => turn < TURNS || (pending.size > 0 && performance.now() < end);
      // Calls of the session are synchronous: one turn runs a whole chain of promises.
      for (let turn = 0; !failure && isWaiting(turn); turn++) await new Promise((resolve) => { later(resolve, 0); });
      return failure;
    },
  };
}

function describe(thrown, evaluation, { files, sequelize }) {
  const isError = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  if (!isError) return { name: 'Error', message: `thrown: ${String(thrown)}`, origin: null, hint: '' };
  const name = String(thrown.name ?? 'Error');
  const origin = thrown[ORIGIN] ?? evaluation.placeIn(thrown.stack);
  const message = messageOf(thrown);
  const text = files[origin?.file.replace('.js', '')];
  return { name, message, origin, hint: hintFor(message, { text, line: origin?.line, sequelize }) };
}

/** Sequelize's AggregateError has no message of its own. */
const messageOf = (error) =>
  String(error.message || (Array.isArray(error.errors) ? error.errors.map((each) => each.message).join('\n') : ''));
