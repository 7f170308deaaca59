// The engine and its peers behind one interface: statements in, rows out as JavaScript arrays.
//
// | method | does |
// |---|---|
// | `run(sql)` | runs statements |
// | `rows(sql)` | gives a query's rows |
// | `each(sql, parameters)` | runs one statement with each list of parameters; gives how many rows came |
// | `insert(table, columns, rows)` | inserts rows the quickest way the database has |
// | `bytes()` | what it keeps, in bytes |
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root, run } from '../lib/process.mjs';

const require = createRequire(import.meta.url);
const folder = path.join(root, 'target/bench');
const PGLITE = '0.5.16';
/** Rows of one multi-row INSERT, or of one call. */
const BATCH = 1000;

/** The openers of the databases by name, ours first; builds and installs what they need. */
export async function databases({ build, peers }) {
  // Node reads what wasm-bindgen writes as CommonJS, whatever the project is.
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "commonjs" }');
  if (build) await buildEngine();
  const { Database, memorySize } = require(path.join(folder, 'bench.js'));
  const open = { Relata: () => new Relata(new Database(), memorySize) };
  if (peers.includes('sql.js')) {
    const SQL = await require('sql.js')();
    open['sql.js'] = () => new SqlJs(new SQL.Database());
  }
  if (peers.includes('PGlite')) {
    const { PGlite } = await pglite();
    open.PGlite = async () => new Postgres(await PGlite.create());
  }
  return open;
}

/** The engine as the page has it: the same profile, the same wasm-opt. */
async function buildEngine() {
  const target = 'wasm32-unknown-unknown';
  await run('cargo', ['build', '--bin', 'bench', '--target', target, '--release']);
  const wasm = path.join('target', target, 'release/bench.wasm');
  await run('wasm-bindgen', [wasm, '--target', 'nodejs', '--no-typescript', '--out-dir', folder]);
  const page = fs.readFileSync(path.join(root, 'www/index.html'), 'utf8');
  const [, level, flags] = /data-bin="engine".*?data-wasm-opt="(\w)"\s+data-wasm-opt-params="([^"]*)"/s.exec(page);
  const bound = path.join(folder, 'bench_bg.wasm');
  await run('wasm-opt', [`-O${level}`, ...flags.split(' '), bound, '-o', bound]);
}

/** Fetched here and not with the other packages: nothing but the bench needs its 27 MB. */
async function pglite() {
  const installed = path.join(folder, 'node_modules/@electric-sql/pglite');
  if (!fs.existsSync(path.join(installed, 'package.json'))) {
    await run('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `@electric-sql/pglite@${PGLITE}`]);
  }
  return import(path.join(installed, 'dist/index.js'));
}

const batches = (rows) => Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, at) => rows.slice(at * BATCH, (at + 1) * BATCH));

class Relata {
  constructor(database, memorySize) {
    Object.assign(this, { database, memorySize, before: memorySize() });
  }

  run(sql) {
    this.database.execute(sql, '[]');
  }

  rows(sql) {
    return JSON.parse(this.database.execute(sql, '[]'));
  }

  each(sql, parameters) {
    let count = 0;
    for (const list of parameters) count += JSON.parse(this.database.execute(sql, JSON.stringify(list))).length;
    return count;
  }

  insert(table, columns, rows) {
    for (const batch of batches(rows)) this.database.insert(table, columns, JSON.stringify(batch));
  }

  bytes() {
    return this.memorySize() - this.before;
  }

  changes(table, change) {
    const before = this.database.moment();
    change();
    return this.database.difference(before, this.database.moment());
  }

  close() {
    this.database.free();
  }
}

class SqlJs {
  constructor(database) {
    this.database = database;
    database.run('PRAGMA foreign_keys = ON');
  }

  run(sql) {
    this.database.run(sql);
  }

  rows(sql) {
    return this.database.exec(sql)[0]?.values ?? [];
  }

  each(sql, parameters) {
    const statement = this.database.prepare(sql);
    let count = 0;
    for (const list of parameters) {
      statement.bind(list);
      for (; statement.step(); count++) statement.get();
    }
    statement.free();
    return count;
  }

  insert(table, columns, rows) {
    this.run('BEGIN');
    this.each(insertion(table, columns), rows);
    this.run('COMMIT');
  }

  bytes() {
    const one = (sql) => this.rows(sql)[0][0];
    return one('PRAGMA page_count') * one('PRAGMA page_size');
  }

  changes(table, change) {
    this.run(`CREATE TEMP TABLE moment AS SELECT * FROM ${table}`);
    change();
    const changed = this.rows(`SELECT * FROM moment EXCEPT SELECT * FROM ${table}`);
    this.run('DROP TABLE moment');
    return changed.length;
  }

  close() {
    this.database.close();
  }
}

class Postgres {
  constructor(database) {
    this.database = database;
  }

  async run(sql) {
    await this.database.exec(sql);
  }

  async rows(sql, parameters) {
    return (await this.database.query(sql, parameters, { rowMode: 'array' })).rows;
  }

  async each(sql, parameters) {
    let count = 0;
    for (const list of parameters) count += (await this.rows(sql, list)).length;
    return count;
  }

  async insert(table, columns, rows) {
    for (const batch of batches(rows)) {
      const literal = (value) => (typeof value === 'string' ? `'${value}'` : value);
      const lists = batch.map((row) => `(${row.map(literal).join(', ')})`);
      await this.database.query(`INSERT INTO ${table} (${columns}) VALUES ${lists.join(', ')}`);
    }
  }

  async bytes() {
    const sizes = await this.rows("SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
    return Number(sizes[0][0]);
  }

  async changes(table, change) {
    await this.run(`CREATE TEMP TABLE moment AS SELECT * FROM ${table}`);
    await change();
    const changed = await this.rows(`SELECT * FROM moment EXCEPT SELECT * FROM ${table}`);
    await this.run('DROP TABLE moment');
    return changed.length;
  }

  async close() {
    await this.database.close();
  }
}

/** The statement that inserts one row. */
export function insertion(table, columns) {
  const marks = columns.split(', ').map((_, at) => `$${at + 1}`);
  return `INSERT INTO ${table} (${columns}) VALUES (${marks.join(', ')})`;
}
