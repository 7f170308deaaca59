// Models and associations beside Sequelize: a chain of models declared and written as DDL, by us in
// all five dialects, by Sequelize in one.
import { createRequire } from 'node:module';
import path from 'node:path';
import { root, run } from '../lib/process.mjs';
import { duration, median, table } from './figures.mjs';

const SIZES = [10, 50, 200];

/** Measures in one process, the two taking turns; prints the table for the README. */
export async function measureSchema({ build, repeats }) {
  if (build) await run('node', ['scripts/build-node.mjs']);
  const relata = createRequire(import.meta.url)(path.join(root, 'target/node/relata.cjs'));
  // Only now: they import what `npm ci` has put in place.
  const { offline, Sequelize } = await import('../conformance/sequelize.mjs');
  const Offline = offline('sqlite', {});
  const subjects = {
    relata: { Sequelize: relata, open: () => new relata('relata', 'relata', null, { dialect: 'sqlite', logging: false }), write: ddlOfAll },
    sequelize: { Sequelize, open: () => new Offline({ logging: false }), write: (sequelize) => sequelize.sync() },
  };
  const rows = [];
  for (const size of SIZES) {
    const samples = { relata: [], sequelize: [] };
    for (let i = 0; i <= repeats; i += 1) {
      for (const [name, subject] of Object.entries(subjects)) {
        const time = await timeOf(subject, size);
        // The first time is the compiler's.
        if (i > 0) samples[name].push(time);
      }
    }
    const [ours, theirs] = [median(samples.relata), median(samples.sequelize)];
    rows.push([`${size} models`, duration(ours), duration(theirs), (theirs / ours).toPrecision(2)]);
  }
  console.log(`\n${table(['a chain of', 'Relata, DDL of five dialects', 'Sequelize, DDL of one', 'times faster'], rows)}`);
}

async function timeOf({ Sequelize, open, write }, size) {
  const start = performance.now();
  const sequelize = open();
  declare(Sequelize, sequelize, size);
  await write(sequelize);
  return performance.now() - start;
}

/** Each model has three attributes and many of the next. */
function declare({ DataTypes }, sequelize, size) {
  const models = Array.from({ length: size }, (_, i) => sequelize.define(`Model${i}`, {
    name: DataTypes.STRING,
    amount: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    isDone: DataTypes.BOOLEAN,
  }));
  for (let i = 1; i < size; i += 1) {
    models[i - 1].hasMany(models[i]);
    models[i].belongsTo(models[i - 1]);
  }
}

const ddlOfAll = (sequelize) => sequelize.connection.send('ddl', {});
