// One wasm session: a request goes in as JSON, the answer comes back decoded or is thrown.

import { CALL, ORIGIN, openCall } from './calls.js';
import { decode, encode } from './encode.js';
import { revive } from './errors.js';

export class Connection {
  #session;
  #sequelize;

  /** `session` answers `call(json)`; what it logs goes to `sequelize.log`. */
  constructor(session, sequelize) {
    this.#session = session;
    this.#sequelize = sequelize;
  }

  /**
   * Sends `{op, …fields}` in the name of the call that `options` carries, and logs its statements.
   * `instance` is the row an error will be about.
   */
  send(op, fields, options = {}, instance) {
    const transaction = options.transaction ?? undefined;
    assertOpen(transaction);
    const call = options[CALL] ?? openCall(`sequelize.${op}()`);
    const request = { op, ...call, now: new Date().toISOString(), transaction: transaction?.id, ...encode(fields) };
    const { ok, error, log } = JSON.parse(this.#session.call(JSON.stringify(request)));
    const connection = transaction?.id ?? (op === 'transaction' ? (fields.parent ?? fields.id) : 'default');
    const isLogged = options.logging ?? this.#sequelize.options.logging;
    for (const { sql, bind } of (isLogged && log) || []) this.#log(connection, sql, bind, options);
    if (error) throw Object.defineProperty(revive(decode(error), instance), ORIGIN, { value: call.origin });
    return decode(ok);
  }

  #log(connection, sql, bind, options) {
    const { logQueryParameters, benchmark } = { ...this.#sequelize.options, ...options };
    const parameters = logQueryParameters && bind?.length ? `; ${bind.map((value) => JSON.stringify(value)).join(', ')}` : '';
    const text = `Executing (${connection}): ${sql}${parameters}`;
    const { logging = this.#sequelize.options.logging } = options;
    const logged = { ...options, logging, bind: bind?.length ? decode(bind) : options.bind };
    this.#sequelize.log(text, ...(benchmark ? [0] : []), logged);
  }
}

function assertOpen(transaction) {
  if (!transaction?.finished) return;
  throw new Error(
    `${transaction.finished} has been called on this transaction(${transaction.id}), you can no longer use it. ` +
      "(The rejected query is attached as the 'sql' property of this error)",
  );
}
