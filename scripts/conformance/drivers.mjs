// The drivers of five databases, as far as Sequelize uses them: sql.js for SQLite, and for the others
// Relata's engine, so that real Sequelize reads the same catalogues as Relata does.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What `new Sequelize` needs to reach a new, empty database of that dialect. */
export function connected(dialect, openSession) {
  if (dialect === 'sqlite') return { dialectModule: require('../../tests/facade/lib/sqlite3.cjs'), storage: ':memory:' };
  return { dialectModule: inert, connection: connections[dialect](new Engine(dialect, openSession())) };
}

/** Whatever is asked of it is there, and does nothing: the connection below is not the driver's. */
const inert = new Proxy(function driver() {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 0 : inert),
  apply: () => inert,
  construct: () => inert,
});

/** One database: SQL text in, rows out, or the error that a driver would raise. */
class Engine {
  constructor(dialect, session) {
    this.session = session;
    this.#send({ op: 'configure', dialect, define: {} });
  }

  run(sql) {
    const { rows, metadata } = this.#send({ op: 'query', sql, options: { raw: true } });
    return { rows: rows.map(withPlainValues), affected: metadata.changes, insertId: metadata.lastID };
  }

  #send(request) {
    const { ok, error } = JSON.parse(this.session.call(JSON.stringify({ ...request, now: new Date().toISOString() })));
    if (!error) return ok;
    const { message, ...fields } = error.parent ?? error;
    throw Object.assign(new Error(message), fields);
  }
}

const withPlainValues = (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
const plain = (value) => (value?.['@'] === 'date' ? new Date(value.iso) : value);

/** Runs `work`, tells its outcome to a callback of Node's form. */
function tell(callback, work) {
  let result;
  try {
    result = work();
  } catch (error) {
    callback(error);
    return;
  }
  callback(null, result);
}

const emitter = { setMaxListeners() {} };
const isRead = (sql) => /^(SELECT|SHOW|EXPLAIN)\b/i.test(sql);

const connections = {
  postgres: (engine) => ({
    query(sql, ...rest) {
      tell(rest.at(-1), () => {
        const { rows, affected } = engine.run(sql);
        // An array of names has no parser in the driver, and arrives as text.
        const asText = (value) => (Array.isArray(value) && typeof value[0] === 'string' ? `{${value.join(',')}}` : value);
        return { rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)]))), rowCount: affected };
      });
    },
  }),
  mysql: (engine) => ({
    query({ sql }, callback) {
      tell(callback, () => {
        const { rows, affected, insertId } = engine.run(sql);
        return isRead(sql) ? rows : Object.assign(new ResultSetHeader(), { affectedRows: affected, insertId });
      });
      return emitter;
    },
  }),
  mariadb: (engine) => ({
    async query(sql) {
      const { rows, affected, insertId } = engine.run(sql);
      return isRead(sql) ? Object.assign(rows, { meta: [] }) : { affectedRows: affected, insertId };
    },
  }),
  mssql: (engine) => ({
    queue: { enqueue: (work) => work() },
    lib: { Request: TediousRequest, TYPES: {}, ISOLATION_LEVEL: {} },
    execSql(request) {
      tell(request.callback, () => {
        const { rows, affected } = engine.run(request.sql);
        const column = ([colName, value]) => ({ metadata: { colName, type: { id: 0 } }, value });
        for (const row of rows) request.row?.(Object.entries(row).map(column));
        return rows.length || affected;
      });
    },
  }),
};

/** Sequelize reads the class's name. */
class ResultSetHeader {}

class TediousRequest {
  constructor(sql, callback) {
    Object.assign(this, { sql, callback });
  }

  on(_, listener) {
    this.row = listener;
  }
}
