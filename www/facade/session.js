// One wasm session: a request goes in as JSON, the answer comes back decoded or is thrown.

import { CALL, ORIGIN, openCall } from './calls.js';
import { describe } from './described.js';
import { decodeText, encode } from './encode.js';
import { revive } from './errors.js';
import { carriedTransaction } from './transaction.js';

/** What needs no connection. */
const DECLARATIONS = new Set(['configure', 'describe', 'news', 'removeAttribute', 'retain']);

/** The connection that each session serves at present. */
const connections = new WeakMap();

export class Connection {
  #session;
  #sequelize;
  /** The models that the session knows, by name. */
  #models = new Map();

  /** `session` answers `call(json)`; what it logs goes to `sequelize.log`. */
  constructor(session, sequelize) {
    this.#session = session;
    this.#sequelize = sequelize;
    // Of a session that begins anew, what it knew is read now or never.
    connections.get(session)?.#models.forEach(describe);
    connections.set(session, this);
  }

  /**
   * Sends `{op, …fields}` in the name of the call that `options` carries, and logs its statements.
   * `instance` is the row an error will be about.
   */
  send(op, fields, options = {}, instance) {
    const transaction = transactionOf(options, DECLARATIONS.has(op) || op === 'transaction' ? null : this.#sequelize);
    assertOpen(transaction);
    if (!DECLARATIONS.has(op)) this.#sequelize.connectionManager.assertOpen?.();
    if (op !== 'retain') this.#forgetRemovedModels();
    const call = options[CALL] ?? openCall(`sequelize.${op}()`);
    const connection = transaction?.id ?? (op === 'transaction' ? (fields.parent ?? fields.id) : 'default');
    const listener = statementListener(this.#sequelize) ?? this.#logger(connection, options);
    const quiet = listener ? undefined : true;
    const request = { op, ...call, now: new Date().toISOString(), transaction: transaction?.id, quiet, ...encode(fields) };
    const { ok, error, log } = decodeText(this.#session.call(JSON.stringify(request)));
    for (const { sql, bind } of log ?? []) listener(sql, bind, options);
    if (error) throw Object.defineProperty(revive(error, instance), ORIGIN, { value: call.origin });
    return ok;
  }

  /**
   * Sends a declaration (see `bridge::declare`): `lines` of JSON. There are hundreds of them in a large
   * project, so they carry no more than they must, and are answered with what has to be known at once.
   */
  declare(op, lines, origin) {
    this.#forgetRemovedModels();
    const { ok, error } = decodeText(this.#session.call(`${op}\n${origin ? JSON.stringify(origin) : ''}\n${lines}`));
    if (error) throw Object.defineProperty(revive(error), ORIGIN, { value: origin });
    return ok;
  }

  /** A model that was declared. */
  add(model) {
    this.#models.set(model.name, model);
  }

  /** `modelManager.models` may have been emptied, as test suites do between tests. */
  #forgetRemovedModels() {
    const { models } = this.#sequelize.modelManager;
    if (models.length >= this.#models.size) return;
    const known = this.#models;
    this.#models = new Map(models.map((model) => [model.name, model]));
    for (const model of known.values()) if (!models.includes(model)) describe(model);
    this.send('retain', { models: [...this.#models.keys()] });
  }

  /** Tells `logging`, the call's own before the connection's; null where it is switched off. */
  #logger(connection, given) {
    const { options: own } = this.#sequelize;
    const { logging = own.logging, logQueryParameters = own.logQueryParameters, benchmark = own.benchmark } = given;
    if (!logging) return null;
    return (sql, bind, options) => {
      const parameters = logQueryParameters && bind?.length ? `; ${bind.map((value) => JSON.stringify(value)).join(', ')}` : '';
      const logged = { ...options, logging, bind: bind?.length ? bind : options.bind };
      this.#sequelize.log(`${benchmark ? 'Executed' : 'Executing'} (${connection}): ${sql}${parameters}`, ...(benchmark ? [0] : []), logged);
    };
  }
}

/** What a lookup in the catalogue looks like, in each dialect. */
const LOOKUP = /^(SELECT name FROM sqlite_master|PRAGMA |SELECT [^]* FROM (INFORMATION_SCHEMA|pg_class|sys)\b|SHOW |EXEC sys\.sp_helpindex|SELECT [^]*information_schema)/i;

/**
 * A program that put a `query` of its own into a sequelize hears of every statement by it, and not by
 * `logging`. Lookups that go through a method of queryInterface are left out where that is replaced too.
 */
function statementListener(sequelize) {
  if (!Object.hasOwn(sequelize, 'query')) return null;
  const looksUp = !Object.hasOwn(sequelize.getQueryInterface(), 'tableExists');
  return (sql, bind, options) => {
    if (looksUp || !LOOKUP.test(sql)) sequelize.query(sql, { ...options, bind: bind?.length ? bind : undefined });
  };
}

/**
 * A call's transaction, or the one that `Sequelize.useCLS` carries. Anything else, such as the promise of one, has
 * no connection to be asked for.
 */
function transactionOf({ transaction: given }, sequelize) {
  const transaction = given === undefined ? sequelize && carriedTransaction(sequelize) : given;
  if (!transaction) return undefined;
  if (!transaction.finished) void transaction.connection.uuid;
  return transaction;
}

function assertOpen(transaction) {
  if (!transaction?.finished) return;
  throw new Error(
    `${transaction.finished} has been called on this transaction(${transaction.id}), you can no longer use it. ` +
      "(The rejected query is attached as the 'sql' property of this error)",
  );
}
