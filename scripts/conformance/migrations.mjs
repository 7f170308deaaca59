// Runs one migration through real Sequelize in all five dialects, on real tables: SQLite's own, and
// Relata's engine in the other dialects (see drivers.mjs). A migration is a body of awaited calls of
// `queryInterface`, `sequelize.sync` and `drop`, on models that may be defined anew between them.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem, root } from '../lib/process.mjs';
import { connected } from './drivers.mjs';
import { encode } from './encode.mjs';
import { recording } from './record.mjs';
import { described, dialects, Sequelize } from './sequelize.mjs';

const folder = path.join(root, 'tests/conformance/migrations');
const snapshot = path.join(root, 'tests/conformance/migrations.jsonl');

/** What tells something; of the other methods the result is the driver's. */
const READS = new Set([
  'describeTable', 'showIndex', 'showConstraint', 'showAllTables', 'tableExists', 'getForeignKeyReferencesForTable',
  'getForeignKeysForTables',
]);
const METHODS = [
  ...READS, 'createTable', 'dropTable', 'dropAllTables', 'renameTable', 'addColumn', 'removeColumn', 'changeColumn',
  'renameColumn', 'addIndex', 'removeIndex', 'addConstraint', 'removeConstraint', 'bulkInsert',
];

export function migrationFiles() {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.js')).sort();
  return files.map((file) => ({ name: file.replace(/\.js$/, ''), body: fs.readFileSync(path.join(folder, file), 'utf8') }));
}

/** The committed lines by file name. */
export function readMigrations() {
  const lines = fs.readFileSync(snapshot, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => [JSON.parse(line).file, line]));
}

export function writeMigrations(lines) {
  fs.writeFileSync(snapshot, `${lines.join('\n')}\n`);
}

/** The built package, whose engine is the database. */
export function builtPackage() {
  const file = path.join(root, 'target/node/relata.cjs');
  if (!fs.existsSync(file)) throw new Problem('The package is not built yet:\n  npm run build:node');
  return createRequire(import.meta.url)(file);
}

/**
 * What real Sequelize does in the file, as one line: by dialect a list of steps `{call, log, ok |
 * error}`. A step's `log` holds places in `texts`; a step without `call` has that of the first
 * dialect at its place.
 */
export async function migrate({ name, body }, relata) {
  const texts = [];
  const place = (text) => {
    if (!texts.includes(text)) texts.push(text);
    return texts.indexOf(text);
  };
  const steps = {};
  for (const dialect of dialects) {
    const taken = await stepsIn(dialect, body, () => relata.openSession());
    const first = steps[dialects[0]] ?? [];
    steps[dialect] = taken.map(({ call, log, ...rest }, at) => ({
      ...(JSON.stringify(first[at]?.call) === JSON.stringify(call) ? {} : { call }),
      ...(log.length > 0 ? { log: log.map(place) } : {}),
      ...rest,
    }));
  }
  return JSON.stringify({ file: name, texts, steps });
}

async function stepsIn(dialect, body, openSession) {
  const { connection, ...options } = connected(dialect, openSession);
  const steps = [];
  const sequelize = new Sequelize('relata', 'relata', null, { dialect, logging: logTo(steps), databaseVersion: '15.0.0', ...options });
  if (connection) {
    sequelize.connectionManager.getConnection = async () => connection;
    sequelize.connectionManager.releaseConnection = () => {};
  }
  // Models say what they are as the façade would, and are steps of their own.
  const declared = (call) => steps.push({ call, log: [] });
  await recording(declared, () => run(body, Sequelize, sequelize, steps));
  return steps;
}

/** Takes down the statements of the last step; the mssql dialect comments on self references too. */
function logTo(steps) {
  const statement = /^Executing \(.*?\): /;
  return (text) => {
    if (statement.test(text)) steps.at(-1).log.push(text.replace(statement, ''));
  };
}

/** Runs the body; every awaited call of it becomes a step. */
export async function run(body, implementation, sequelize, steps) {
  const { DataTypes, Op } = implementation;
  let depth = 0;
  const take = (owner, method, describe) => {
    const original = owner[method];
    owner[method] = async function taken(...args) {
      if (depth > 0) return original.apply(this, args);
      const step = { call: describe(this, args), log: [] };
      steps.push(step);
      depth += 1;
      try {
        const result = await original.apply(this, args);
        if (READS.has(method)) step.ok = encode(result);
        return result;
      } catch (error) {
        step.error = described(error);
        throw error;
      } finally {
        depth -= 1;
      }
    };
  };
  const queryInterface = sequelize.getQueryInterface();
  for (const method of METHODS) {
    take(queryInterface, method, (_, args) => ({ op: 'queryInterface', method, args: encode(args) }));
  }
  for (const op of ['sync', 'drop']) {
    take(sequelize, op, (_, [options]) => ({ op, options: encode(options ?? {}) }));
    const { Model } = implementation;
    const original = Model[op];
    take(Model, op, (model, [options]) => ({ op, model: model.name, options: encode(options ?? {}) }));
    (run.restored ??= []).push(() => { Model[op] = original; });
  }
  const AsyncFunction = (async () => {}).constructor;
  try {
    await new AsyncFunction('sequelize', 'queryInterface', 'Sequelize', 'DataTypes', 'Op', `'use strict';\n${body}`)(
      sequelize, queryInterface, implementation, DataTypes, Op);
  } catch (error) {
    // An error that no step told is a mistake of the file's.
    if (!steps.at(-1)?.error) throw error;
  } finally {
    for (const restore of run.restored.splice(0)) restore();
  }
}

/** Runs the files on the built package: its façade, session and engine. Gives a line for each difference. */
export async function compareMigrations() {
  const relata = builtPackage();
  const committed = readMigrations();
  const differences = [];
  let compared = 0;
  for (const { name, body } of migrationFiles()) {
    const { texts, steps } = JSON.parse(committed.get(name));
    for (const dialect of dialects) {
      const given = [];
      const sequelize = new relata.Sequelize('relata', 'relata', null, { dialect, logging: logTo(given) });
      await run(body, relata, sequelize, given);
      const isAwaited = ({ call }, at) => !['define', 'associate', 'removeAttribute'].includes((call ?? steps[dialects[0]][at].call).op);
      const expected = steps[dialect].filter(isAwaited).map(({ log = [], ok, error }) => ({ log: log.map((at) => texts[at]), ok, error }));
      compared += 1;
      for (let at = 0; at < Math.max(expected.length, given.length); at += 1) {
        const { call, log, ok, error } = given[at] ?? {};
        const [a, b] = [expected[at], { log, ok, error }].map((step) => JSON.stringify(step));
        if (a === b) continue;
        differences.push(`${name} in ${dialect}, ${call?.method ?? call?.op}:\n    expected ${a}\n    given    ${b}`);
        break;
      }
    }
  }
  console.log(`${compared} migrations compared`);
  return differences;
}
