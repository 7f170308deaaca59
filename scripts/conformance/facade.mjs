// Runs the model files on the built package, `target/node/relata.cjs`: the façade, the session and
// the engine together. Its errors and the statements it logs must be Sequelize's.
//
// The engine runs every statement. Where it refuses one, as a database of that dialect would, the
// statements up to there are compared.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem, root } from '../lib/process.mjs';
import { modelFiles, readSnapshot } from './corpus.mjs';

const dialects = ['sqlite', 'postgres', 'mysql', 'mariadb', 'mssql'];

/** What only reads the catalogue. */
const isQuestion = (text) => /^(SELECT|WITH ranges|SHOW|EXEC sys|PRAGMA (INDEX|TABLE|foreign_key_))/.test(text);

/** Compares all files in all dialects; gives a line for each difference and tells the refusals. */
export async function compareFacade() {
  const file = path.join(root, 'target/node/relata.cjs');
  if (!fs.existsSync(file)) throw new Problem('The package is not built yet:\n  npm run build:node');
  const relata = createRequire(import.meta.url)(file);
  const snapshot = readSnapshot();
  const differences = [];
  let [compared, refused] = [0, 0];
  for (const { name, body } of modelFiles()) {
    const answers = JSON.parse(snapshot.get(name));
    if (answers.questions) continue;
    for (const dialect of dialects) {
      const given = await answersOf(relata, dialect, body);
      const expected = expectedAnswers(answers, dialect);
      compared += 1;
      refused += Number(given.isRefused);
      const [difference] = differ(expected, given);
      if (difference) differences.push(`${name} in ${dialect}:\n    expected ${difference.expected}\n    given    ${difference.given}`);
    }
  }
  console.log(`${compared} runs compared, ${refused} end with a statement that the engine refuses`);
  return differences;
}

function expectedAnswers({ calls, ddl, only }, dialect) {
  const own = only?.[dialect]?.calls ?? calls;
  if (!ddl?.[dialect]) return { error: own.at(-1).error, statements: [] };
  const { sync } = typeof ddl[dialect] === 'string' ? ddl[ddl[dialect]] : ddl[dialect];
  const last = sync.at(-1);
  return typeof last === 'object' ? { error: last, statements: sync.slice(0, -1) } : { statements: sync };
}

/** The first thing that differs; nothing where the engine refused and all before it is right. */
function* differ(expected, given) {
  const length = given.isRefused ? given.statements.length : Math.max(expected.statements.length, given.statements.length);
  for (let i = 0; i < length; i += 1) {
    const [a, b] = [expected.statements[i], given.statements[i]];
    if (a !== b) yield { expected: a, given: b };
  }
  const [a, b] = [expected.error, given.error].map((error) => JSON.stringify(error));
  if (a !== b && !given.isRefused) yield { expected: a, given: b };
}

async function answersOf(relata, dialect, body) {
  const { DataTypes, Model, Op } = relata;
  const statements = [];
  let sequelize;
  class Logged extends relata.Sequelize {
    constructor(options = {}) {
      const logging = (text) => statements.push(text.replace(/^Executing \(.*?\): /, ''));
      super('relata', 'relata', null, { dialect, logging, ...options });
      sequelize = this;
    }
  }
  new Logged();
  const said = () => statements.filter((text) => !isQuestion(text));
  try {
    new Function('sequelize', 'Sequelize', 'DataTypes', 'Model', 'Op', `'use strict';\n${body}`)(sequelize, Logged, DataTypes, Model, Op);
    await sequelize.sync();
    return { statements: said(), isRefused: false };
  } catch (error) {
    const isRefused = error.name === 'SequelizeDatabaseError' || error.parent !== undefined;
    return { statements: said(), isRefused, error: { error: error.name, message: error.message } };
  }
}
