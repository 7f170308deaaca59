// What every command shares: `--help`, options, stages with their times, and errors without a stack.
import { parseArgs } from 'node:util';
import { Problem } from './process.mjs';

/**
 * Parses the options, prints `help` when asked, and runs `main` with the values.
 * A `Problem` ends the command with its message alone.
 */
export async function command(help, options, main) {
  try {
    const { values, positionals } = parse(help, options);
    if (values.help) {
      console.log(help.trim());
      return;
    }
    await main(values, positionals);
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

function parse(help, options) {
  try {
    return parseArgs({
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: help.includes('[NAME'),
    });
  } catch (error) {
    throw new Problem(`${error.message}\n\n${help.trim()}`);
  }
}

/** Announces a stage, runs it, and tells how long it took. */
export async function stage(name, work) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const result = await work();
  console.log(`── ${name}: ${seconds(performance.now() - start)}`);
  return result;
}

/** Milliseconds as people say them. */
export function seconds(ms) {
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
