// What real servers answered to the scripts (`tests/facade/servers`), and how Relata is held to it.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DIFFERENCES } from '../servers/differences.mjs';
import { observe } from './observe.mjs';
import { compareSteps } from './steps.mjs';

/** The dialects that have a server to be asked, and the user that both sides connect as. */
export const SERVED = { postgres: 'relata', mariadb: 'root', mysql: 'root' };

const answersFile = (dialect) => fileURLToPath(new URL(`../servers/${dialect}.jsonl`, import.meta.url));

/** The committed answers of a dialect's server: events by the script's name. */
export function readAnswers(dialect) {
  const lines = fs.readFileSync(answersFile(dialect), 'utf8').trimEnd().split('\n');
  return new Map(lines.map((line) => JSON.parse(line)).map(({ script, events }) => [script, events]));
}

export function writeAnswers(dialect, answers) {
  const lines = [...answers].map(([script, events]) => `${JSON.stringify({ script, events })}\n`);
  fs.writeFileSync(answersFile(dialect), lines.join(''));
}

/** The steps in which Relata differs from the server in a way that `DIFFERENCES` does not tell. */
export async function differencesFrom(expected, { Relata, dialect, script }) {
  const given = await observe(Relata, { dialect, database: 'relata', username: SERVED[dialect] }, script.file);
  return compareSteps(expected.map((event) => asRelataTells(event, dialect, script.name)), given);
}

/** An event of a server with the documented differences in it, those of a script among them. */
export function asRelataTells(event, dialect, name) {
  const known = DIFFERENCES.filter(({ dialects, scripts }) => dialects.includes(dialect) && (!scripts || scripts.includes(name)));
  return known.reduce(rewrite, event);
}

const used = new Set();

/** The server's words with Relata's in their place. */
function rewrite(text, difference) {
  const result = text.replace(difference.server, difference.relata);
  if (result !== text) used.add(difference);
  return result;
}

/** What is listed as a difference and was none, once all scripts have been compared. */
export const unusedDifferences = () => DIFFERENCES.filter((difference) => !used.has(difference));

/** A difference as people read it: the step's events that one side alone has. */
export function tell({ label, expected, given }) {
  const alone = (events, others, sign) => events.filter((event) => !others.includes(event)).map((event) => `  ${sign} ${event.replaceAll('\n', '\n    ')}`);
  const lines = [...alone(expected, given, '-'), ...alone(given, expected, '+')];
  return [`${label}:`, ...(lines.length > 0 ? lines : ['  the same events in another order'])].join('\n');
}
