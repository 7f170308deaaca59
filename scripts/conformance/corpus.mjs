// The model files under `tests/conformance/models` and the committed answers to them.
import fs from 'node:fs';
import path from 'node:path';
import { Problem, root } from '../lib/process.mjs';
import { record } from './record.mjs';

const folder = path.join(root, 'tests/conformance/models');
const snapshot = path.join(root, 'tests/conformance/answers.jsonl');

/** The files in order: `{name, body}`, the name without folder and ending, `01-one-side/has-many-plain`. */
export function modelFiles() {
  const files = fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js')).sort();
  return files.map((file) => ({
    name: file.split(path.sep).join('/').replace(/\.js$/, ''),
    body: fs.readFileSync(path.join(folder, file), 'utf8'),
  }));
}

/**
 * What real Sequelize answers to the file, as one line of the snapshot. The answers to the group of
 * questions hold the statements that only read, too.
 */
export async function answer({ name, body }) {
  try {
    const questions = name.includes('-questions/');
    return JSON.stringify({ file: name, ...(await record(body, { questions })) });
  } catch (error) {
    throw new Problem(`${name} does not run: ${error.stack}`);
  }
}

/** The committed lines by file name. */
export function readSnapshot() {
  if (!fs.existsSync(snapshot)) return new Map();
  const lines = fs.readFileSync(snapshot, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => [JSON.parse(line).file, line]));
}

export function writeSnapshot(lines) {
  fs.writeFileSync(snapshot, `${lines.join('\n')}\n`);
}
