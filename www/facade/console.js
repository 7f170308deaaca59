// The learner's console: a bounded list of lines. A flood beyond the bound is counted, not formatted.

import { format } from './inspect.js';
import { objectJson, originJson } from './reply.js';
import { drawTable } from './table.js';

/** The bounds of `bridge::message::limits`. */
const LINES = 1000;
const TEXT = 4000;

export class Console {
  /** The lines as JSON, `{level, text, origin}`, without the list's brackets. */
  json = '';
  count = 0;
  dropped = 0;
  #locate;
  #counts = new Map();
  #timers = new Map();
  #indent = '';

  /** `locate` gives the place in the learner's text that is running now. */
  constructor(locate) {
    this.#locate = locate;
  }

  /** What goes into the learner's scope as `console`. */
  methods() {
    const write = (level) => (...args) => this.#write(level, args);
    const log = write('log');
    return {
      log, debug: log, dir: (value) => log(value), dirxml: log, trace: log,
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      table: (data) => this.#write('table', [drawTable(data) ?? data]),
      assert: (condition, ...args) => { if (!condition) this.#write('error', ['Assertion failed:', ...args]); },
      count: (label = 'default') => {
        this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
        log(`${label}: ${this.#counts.get(label)}`);
      },
      countReset: (label = 'default') => { this.#counts.delete(label); },
      group: (...args) => { if (args.length > 0) log(...args); this.#indent += '  '; },
      groupCollapsed: (...args) => { if (args.length > 0) log(...args); this.#indent += '  '; },
      groupEnd: () => { this.#indent = this.#indent.slice(2); },
      time: (label = 'default') => { this.#timers.set(label, performance.now()); },
      timeLog: (label = 'default', ...args) => log(`${label}: ${this.#elapsed(label)}`, ...args),
      timeEnd: (label = 'default') => { log(`${label}: ${this.#elapsed(label)}`); this.#timers.delete(label); },
      clear: () => {},
    };
  }

  #elapsed(label) {
    return `${(performance.now() - (this.#timers.get(label) ?? performance.now())).toFixed(3)}ms`;
  }

  #write(level, args) {
    if (this.count >= LINES) {
      this.dropped += 1;
      return;
    }
    const text = format(args, TEXT);
    const indented = this.#indent ? this.#indent + text.replaceAll('\n', `\n${this.#indent}`) : text;
    const line = objectJson({ level, text: indented, origin: originJson(this.#locate()) }, ['origin']);
    this.json += this.count === 0 ? line : `,${line}`;
    this.count += 1;
  }
}
