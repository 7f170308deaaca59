// Hooks of a Sequelize class, of a sequelize and of a model: add, remove and run.

import { mixin } from './util.js';

const ON_MODEL = [
  'beforeValidate', 'afterValidate', 'validationFailed', 'beforeCreate', 'afterCreate', 'beforeDestroy', 'afterDestroy',
  'beforeRestore', 'afterRestore', 'beforeUpdate', 'afterUpdate', 'beforeSave', 'afterSave', 'beforeUpsert',
  'afterUpsert', 'beforeBulkCreate', 'afterBulkCreate', 'beforeBulkDestroy', 'afterBulkDestroy', 'beforeBulkRestore',
  'afterBulkRestore', 'beforeBulkUpdate', 'afterBulkUpdate', 'beforeFind', 'beforeFindAfterExpandIncludeAll',
  'beforeFindAfterOptions', 'afterFind', 'beforeCount', 'beforeAssociate', 'afterAssociate', 'beforeSync', 'afterSync',
  'beforeBulkSync', 'afterBulkSync', 'beforeQuery', 'afterQuery',
];

const NOT_ON_MODEL = [
  'beforeDefine', 'afterDefine', 'beforeInit', 'afterInit', 'beforeConnect', 'afterConnect', 'beforeDisconnect',
  'afterDisconnect', 'beforePoolAcquire', 'afterPoolAcquire',
];

/** Those that run before the call that triggers them returns. */
const SYNCHRONOUS = new Set([
  'beforeDefine', 'afterDefine', 'beforeInit', 'afterInit', 'beforeAssociate', 'afterAssociate',
]);

/** Those around statements and connections: the session sends statements by itself, over no connection. */
const NOT_RUN = new Set(['beforeQuery', 'afterQuery', ...NOT_ON_MODEL.filter((type) => !SYNCHRONOUS.has(type))]);

const PROXIES = { beforeSave: ['beforeUpdate', 'beforeCreate'], afterSave: ['afterUpdate', 'afterCreate'] };

const TYPES = new Set([...ON_MODEL, ...NOT_ON_MODEL]);

function proxied(type) {
  if (!TYPES.has(type)) throw new TypeError("Cannot read properties of undefined (reading 'proxies')");
  return [...(PROXIES[type] ?? []), type];
}

const NONE = [];
const hooksOf = (target, type) => target.options.hooks?.[type] ?? NONE;
const functionOf = (hook) => (typeof hook === 'object' ? hook.fn : hook);

const methods = {
  _setupHooks(hooks) {
    this.options.hooks = {};
    for (const type in hooks) {
      const list = hooks[type];
      for (const hook of [list].flat()) this.addHook(type, hook);
    }
  },

  /** A promise, but for the synchronous types, which have run (or thrown) when this returns. */
  runHooks(type, ...args) {
    if (!type) throw new Error('runHooks requires at least 1 argument');
    let hooks = typeof type === 'string' ? hooksOf(this, type) : [type].flat();
    const shared = typeof type === 'string' && this.sequelize ? hooksOf(this.sequelize, type) : NONE;
    if (shared.length > 0) hooks = [...hooks, ...shared];
    if (SYNCHRONOUS.has(type)) {
      for (const hook of hooks) functionOf(hook).apply(this, args);
      return Promise.resolve();
    }
    return runInTurn(this, hooks, args);
  },

  addHook(type, name, hook) {
    if (typeof name === 'function') [name, hook] = [null, name];
    if (NOT_RUN.has(type)) console.warn(`(relata) ${type} is not run here: the Log shows every statement as it was sent`);
    for (const each of proxied(type)) {
      this.options.hooks[each] = [...hooksOf(this, each), name ? { name, fn: hook } : hook];
    }
    return this;
  },

  removeHook(type, name) {
    if (!this.hasHook(type)) return this;
    for (const each of proxied(type)) {
      this.options.hooks[each] = hooksOf(this, each).filter((hook) =>
        typeof name === 'function' ? hook !== name : typeof hook !== 'object' || hook.name !== name);
    }
    return this;
  },

  hasHook(type) {
    return this.options.hooks[type] && hooksOf(this, type).length > 0;
  },

  hasHooks(type) {
    return this.hasHook(type);
  },
};

async function runInTurn(target, hooks, args) {
  for (const hook of hooks) await functionOf(hook).apply(target, args);
}

/** Gives `target` the hook methods, and one shortcut a type: `User.beforeCreate(fn)`. */
export function applyHooks(target, { isModel = false } = {}) {
  mixin(target, methods);
  for (const type of isModel ? ON_MODEL : [...ON_MODEL, ...NOT_ON_MODEL]) {
    mixin(target, { [type](name, hook) { return this.addHook(type, name, hook); } });
  }
}
