// The part of the `sqlite3` package that Sequelize uses, over sql.js: the real library's database in
// the differential tests.
'use strict';

const loading = require('sql.js')();

/** Sequelize reads the class's name. */
class Statement {
  constructor(lastID, changes) {
    this.lastID = lastID;
    this.changes = changes;
  }
}

class Database {
  /** Statements run one after another, from when sql.js has loaded. */
  #queue;
  #database;
  /** Reads `[total_changes(), changes(), last_insert_rowid()]`. */
  #counts;

  constructor(filename, mode, callback) {
    this.filename = filename;
    this.#queue = loading.then((SQL) => {
      this.#database = new SQL.Database();
      this.#counts = this.#database.prepare('SELECT total_changes(), changes(), last_insert_rowid()');
      (typeof mode === 'function' ? mode : callback)?.call(this, null);
    });
  }

  run(sql, ...rest) {
    return this.#enqueue(sql, rest, (statement, error) => [statement, error]);
  }

  all(sql, ...rest) {
    return this.#enqueue(sql, rest, (statement, error, rows) => [statement, error, rows]);
  }

  exec(sql, callback) {
    return this.#enqueue(sql, [callback], (statement, error) => [statement, error]);
  }

  serialize(work) {
    work?.();
    return this;
  }

  close(callback) {
    this.#queue = this.#queue.then(() => {
      this.#database.close();
      callback?.(null);
    });
  }

  #enqueue(sql, rest, answer) {
    const callback = rest.at(-1);
    const parameters = rest.length > 1 ? rest[0] : undefined;
    this.#queue = this.#queue.then(() => {
      let error = null;
      let rows = [];
      const [before] = this.#count();
      try {
        rows = this.#query(sql, parameters);
      } catch (thrown) {
        error = asSqliteError(thrown);
      }
      const [total, changes, lastID] = this.#count();
      const [statement, ...args] = answer(new Statement(lastID, total === before ? 0 : changes), error, rows);
      callback?.apply(statement, args);
    });
    return this;
  }

  #count() {
    this.#counts.step();
    const counts = this.#counts.get();
    this.#counts.reset();
    return counts;
  }

  #query(sql, parameters) {
    const statement = this.#database.prepare(sql);
    try {
      if (parameters && Object.keys(parameters).length > 0) statement.bind(bound(parameters));
      const rows = [];
      while (statement.step()) {
        const names = statement.getColumnNames();
        const values = statement.get();
        rows.push(Object.fromEntries(names.map((name, i) => [name, values[i] instanceof Uint8Array ? Buffer.from(values[i]) : values[i]])));
      }
      return rows;
    } finally {
      statement.free();
    }
  }
}

function bound(parameters) {
  const one = (value) => {
    if (value === undefined) return null;
    if (typeof value === 'boolean') return Number(value);
    return value instanceof Date ? value.getTime() : value;
  };
  if (Array.isArray(parameters)) return parameters.map(one);
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, one(value)]));
}

function asSqliteError(thrown) {
  const message = String(thrown?.message ?? thrown);
  const isConstraint = /constraint failed/i.test(message);
  const [code, errno] = isConstraint ? ['SQLITE_CONSTRAINT', 19] : ['SQLITE_ERROR', 1];
  return Object.assign(new Error(`${code}: ${message}`), { errno, code });
}

module.exports = { Database, Statement, OPEN_READONLY: 1, OPEN_READWRITE: 2, OPEN_CREATE: 4, cached: {} };
