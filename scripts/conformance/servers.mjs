// Runs each script of `tests/facade/scripts` through the real Sequelize on real servers: what a program
// could notice there (statements, results, errors) is what Relata must show.
import { createRequire } from 'node:module';
import { compareProgram } from '../../tests/facade/lib/beside.mjs';
import { observe } from '../../tests/facade/lib/observe.mjs';
import { scriptsFor } from '../../tests/facade/lib/scripts.mjs';
import { asRelataTells, differencesFrom, readAnswers, SERVED, tell, unusedDifferences, writeAnswers } from '../../tests/facade/lib/servers.mjs';
import { Problem } from '../lib/process.mjs';
import { startMariadb, startPostgres } from '../lib/servers.mjs';
import { builtPackage } from './migrations.mjs';
import { comparePrograms } from './programs.mjs';

const Sequelize = createRequire(import.meta.url)('sequelize');

/** Where each dialect is asked. Few distributions have MySQL itself: its driver talks to MariaDB. */
const SERVERS = [
  { start: startPostgres, dialects: ['postgres'], home: 'postgres', drop: 'DROP DATABASE IF EXISTS relata WITH (FORCE)' },
  { start: startMariadb, dialects: ['mariadb', 'mysql'], home: 'mysql', drop: 'DROP DATABASE IF EXISTS relata' },
];

/** What the real Sequelize does on the servers: by dialect, the events of each script by its name. */
export async function askServers() {
  const answers = new Map();
  await onServers(async (options, renew) => answers.set(options.dialect, await askAll(options, renew)));
  return answers;
}

async function askAll(options, renew) {
  const answers = new Map();
  for (const { name, file } of scriptsFor(options.dialect)) {
    await renew();
    answers.set(name, await observe(Sequelize, options, file));
  }
  console.log(`${options.dialect}: ${answers.size} scripts, ${[...answers.values()].flat().length} statements, results and errors`);
  return answers;
}

/** Runs `work` for each dialect with what Sequelize connects with, and with what empties the database. */
async function onServers(work) {
  for (const { start, dialects, home, drop } of SERVERS) {
    const server = start();
    try {
      for (const dialect of dialects) {
        const options = { ...server.options, dialect };
        const administrator = new Sequelize({ ...options, database: home, logging: false });
        await work({ ...options, database: 'relata' }, async () => {
          await administrator.query(drop);
          await administrator.query('CREATE DATABASE relata');
        });
        await administrator.close();
      }
    } finally {
      server.stop();
    }
  }
}

/** Compares so many random programs in each dialect; gives a text for each call that differs. */
export async function compareProgramsWithServers(count, first) {
  const differences = [];
  await onServers(async ({ dialect, database, ...driver }, renew) => {
    const options = { dialect, database, username: SERVED[dialect] };
    const known = (event) => asRelataTells(event, dialect);
    const found = await comparePrograms(count, first, async (seed) => {
      await renew();
      return compareProgram(seed, { options, driver, known });
    });
    differences.push(...found.map((each) => `${dialect}, ${each}`));
    console.log(`${dialect}: ${found.length} calls differ`);
  });
  return differences;
}

/** Keeps the answers, for the daily tests to be held to. */
export function keepAnswers(answers) {
  for (const [dialect, given] of answers) writeAnswers(dialect, given);
}

/** Fails where the committed answers are not those of the servers. */
export function compareAnswers(answers) {
  const different = [];
  for (const [dialect, given] of answers) {
    const committed = readAnswers(dialect);
    for (const [name, events] of given) {
      if (committed.get(name)?.join('\n') !== events.join('\n')) different.push(`${dialect}: ${name}`);
    }
  }
  if (different.length > 0) {
    throw new Problem(`The committed answers are not those of the servers:\n${different.join('\n')}\nIf the scripts changed: npm run conformance -- --servers --write`);
  }
}

/** Runs the scripts on the built package too; gives what differs beyond what is documented. */
export async function compareWithServers(answers) {
  const Relata = builtPackage();
  const differences = [];
  for (const [dialect, given] of answers) {
    let agree = 0;
    for (const script of scriptsFor(dialect)) {
      const found = await differencesFrom(given.get(script.name), { Relata, dialect, script });
      differences.push(...found.map((each) => `${dialect}, ${script.name}, ${tell(each)}`));
      agree += Number(found.length === 0);
    }
    console.log(`${dialect}: ${agree} of ${given.size} scripts agree`);
  }
  return [...differences, ...unusedDifferences().map(({ why }) => `listed as a difference, and none: ${why}`)];
}
