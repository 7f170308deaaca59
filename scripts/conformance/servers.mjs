// Runs each script of `tests/facade/scripts` through the real Sequelize on real servers: what a program
// could notice there (statements, results, errors) is what Relata must show.
import { createRequire } from 'node:module';
import { observe } from '../../tests/facade/lib/observe.mjs';
import { scriptsFor } from '../../tests/facade/lib/scripts.mjs';
import { differencesFrom, readAnswers, tell, unusedDifferences, writeAnswers } from '../../tests/facade/lib/servers.mjs';
import { Problem } from '../lib/process.mjs';
import { startMariadb, startPostgres } from '../lib/servers.mjs';
import { builtPackage } from './migrations.mjs';

const require = createRequire(import.meta.url);

/** Where each dialect is asked. Few distributions have MySQL itself: its driver talks to MariaDB. */
const SERVERS = [
  { start: startPostgres, dialects: ['postgres'], home: 'postgres', drop: 'DROP DATABASE IF EXISTS relata WITH (FORCE)' },
  { start: startMariadb, dialects: ['mariadb', 'mysql'], home: 'mysql', drop: 'DROP DATABASE IF EXISTS relata' },
];

/** What the real Sequelize does on the servers: by dialect, the events of each script by its name. */
export async function askServers() {
  const answers = new Map();
  for (const { start, dialects, home, drop } of SERVERS) {
    const server = start();
    try {
      for (const dialect of dialects) answers.set(dialect, await askAll({ ...server.options, dialect }, { home, drop }));
    } finally {
      server.stop();
    }
  }
  return answers;
}

async function askAll(options, { home, drop }) {
  const Sequelize = require('sequelize');
  const renew = new Sequelize({ ...options, database: home, logging: false });
  const answers = new Map();
  for (const { name, file } of scriptsFor(options.dialect)) {
    await renew.query(drop);
    await renew.query('CREATE DATABASE relata');
    answers.set(name, await observe(Sequelize, { ...options, database: 'relata' }, file));
  }
  await renew.close();
  console.log(`${options.dialect}: ${answers.size} scripts, ${[...answers.values()].flat().length} statements, results and errors`);
  return answers;
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
