// Runs one model file through real Sequelize in all five dialects: the calls it makes, as the façade
// would send them, and everything Sequelize answers.
import { describe, names } from './describe.mjs';
import { encode } from './encode.mjs';
import { described, dialects, offline, Sequelize } from './sequelize.mjs';

const { DataTypes, Model, Op } = Sequelize;

/** The recorder of the file that runs, or null. */
let current = null;

/**
 * What one file asks and gets: `{calls, models, ddl}`. A call that failed has an `error`; it ends the
 * file, and there is no `ddl`, unless the file catches it. `ddl` holds by dialect the statements of
 * `sync()`, `sync({ force: true })` and `drop({})`, each on an empty database; where one fails, its
 * error ends the list. A number among the statements of `force` and `drop` stands for the statement
 * at that place of `sync`, or of `sync` and `force` one after the other; a name in a dialect's place
 * stands for the dialect with the same statements. `only` holds by dialect what differs from the
 * first dialect's. With `questions`, the statements that only read are kept too.
 */
export async function record(body, { questions = false } = {}) {
  const { log } = console;
  // The mssql dialect comments on self references there.
  console.log = () => {};
  try {
    return await recordAll(body, questions);
  } finally {
    console.log = log;
  }
}

async function recordAll(body, questions) {
  const answers = questions ? { questions } : {};
  const known = new Map();
  for (const dialect of dialects) {
    const { calls, models, statements } = await recordIn(dialect, body, questions);
    agree(answers, 'calls', calls, dialect);
    agree(answers, 'models', models, dialect);
    if (!statements) continue;
    const text = JSON.stringify(statements);
    (answers.ddl ??= {})[dialect] = known.get(text) ?? statements;
    if (!known.has(text)) known.set(text, dialect);
  }
  return answers;
}

/** Keeps a value that is one for all dialects; where one differs, it stands apart under its name. */
function agree(answers, name, value, dialect) {
  if (value === undefined) return;
  if (answers[name] === undefined && dialect === dialects[0]) answers[name] = value;
  else if (JSON.stringify(answers[name]) !== JSON.stringify(value)) {
    answers.only ??= {};
    answers.only[dialect] = { ...answers.only[dialect], [name]: value };
  }
}

async function recordIn(dialect, body, questions) {
  const recorder = new Recorder();
  let isComplete = true;
  const Offline = offline(dialect, recorder);
  current = recorder;
  new Offline();
  try {
    new Function('sequelize', 'Sequelize', 'DataTypes', 'Model', 'Op', `'use strict';\n${body}`)(recorder.sequelize, Offline, DataTypes, Model, Op);
  } catch (error) {
    // An error that no recorded call raised is a mistake of the file's.
    if (error !== recorder.failure) throw error;
    isComplete = false;
  } finally {
    current = null;
  }
  const { sequelize, calls } = recorder;
  sequelize.keepsQuestions = questions;
  return {
    calls,
    // Before sync, which changes the attributes of some dialects.
    models: describe(sequelize),
    statements: isComplete ? await statementsOf(sequelize) : undefined,
  };
}

async function statementsOf(sequelize) {
  const sync = await sequelize.statementsOf(() => sequelize.sync());
  const force = await sequelize.statementsOf(() => sequelize.sync({ force: true }));
  const drop = await sequelize.statementsOf(() => sequelize.drop({}));
  return { sync, force: numbered(force, sync), drop: numbered(drop, [...sync, ...force]) };
}

/** Statements with numbers in place of those that stand in `known` already. */
function numbered(statements, known) {
  return statements.map((statement) => {
    const place = known.indexOf(statement);
    return place < 0 ? statement : place;
  });
}

/** Tells `listener` of every declaration of a model or an association that `work` makes, before it counts. */
export async function recording(listener, work) {
  current = new Recorder(listener);
  try {
    await work();
  } finally {
    current = null;
  }
}

class Recorder {
  calls = [];
  failure;
  #depth = 0;
  #listener;

  constructor(listener = () => {}) {
    this.#listener = listener;
  }

  configured(sequelize, { define }) {
    this.sequelize = sequelize;
    if (define) this.calls.push({ op: 'configure', define: encode(define) });
  }

  /** Takes a call down before it runs, for Sequelize changes its arguments; calls inside it are its own. */
  call(describe, run) {
    if (this.#depth === 0) {
      this.calls.push(describe());
      this.#listener(this.calls.at(-1));
    }
    const call = this.calls.at(-1);
    this.#depth += 1;
    try {
      return run();
    } catch (error) {
      if (this.#depth === 1) {
        this.failure = error;
        call.error = described(error);
      }
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }
}

/** Takes down what an association is called: calls that share their options overwrite each other's. */
function named(result) {
  if (result?.associationType) names.set(result, { ...result.options.name });
  return result;
}

/** Puts a recording method in the place of `owner[name]`; `describe` makes the call's JSON of its arguments. */
function wrap(owner, name, describe) {
  const original = owner[name];
  owner[name] = function recorded(...args) {
    const run = () => named(original.apply(this, args));
    return current ? current.call(() => describe(this, ...args), run) : run();
  };
}

/** Options without what stays in JavaScript. */
function forSchema({ sequelize, modelName, hooks, validate, scopes, defaultScope, getterMethods, setterMethods, ...options } = {}) {
  return encode(options);
}

/** Attributes; one that is `undefined` is there, without a type, and so is an `allowNull` that is. */
const forModel = (attributes) => Object.fromEntries(Object.entries(attributes ?? {}).map(([name, value]) => [name, encode(said(value ?? {}))]));
const said = (value) => ('allowNull' in Object(value) && value.allowNull === undefined ? { ...value, allowNull: null } : value);

const define = (name, attributes, options) => ({ op: 'define', name, attributes: forModel(attributes), options: forSchema(options) });

wrap(Sequelize.prototype, 'define', (_, name, attributes, options) => define(name, attributes, options));
wrap(Model, 'init', (model, attributes, options) => define(options?.modelName ?? model.name, attributes, options));
wrap(Model, 'removeAttribute', (model, attribute) => ({ op: 'removeAttribute', model: model.name, attribute }));
for (const kind of ['belongsTo', 'hasOne', 'hasMany', 'belongsToMany']) {
  wrap(Model, kind, (source, target, options) => ({
    op: 'associate',
    kind: kind[0].toUpperCase() + kind.slice(1),
    source: source.name,
    target: target?.prototype instanceof Model ? target.name : null,
    options: forSchema(options),
  }));
}
