// Runs programs from the project's root, with the project's own tools first on PATH.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const toolsDir = path.join(root, 'target/tools');

const PATH = [path.join(toolsDir, 'bin'), path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter);
const environment = (extra) => ({ ...process.env, PATH, ...extra });

/** A failure whose message tells the reader what to do; printed without a stack. */
export class Problem extends Error {}

/** What a program prints, or null when it is missing or fails. */
export function ask(program, args) {
  const result = spawnSync(program, args, { cwd: root, env: environment(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** Runs a program with its output on ours; gives what it printed, or rejects with a `Problem`. */
export function run(program, args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: environment(env), stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      printed += chunk;
    });
    child.on('error', (error) => reject(new Problem(`${program} did not start: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(printed);
      else reject(Object.assign(new Problem(`\`${[program, ...args].join(' ')}\` ended with ${signal ?? `exit code ${code}`}`), { printed }));
    });
  });
}
