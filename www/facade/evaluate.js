// Evaluates the learner's two files by the engine's own eval, so that lines and columns stay theirs.
//
// models.js becomes the body of an async function. A direct eval inside it later evaluates script.js,
// which thereby sees everything that models.js declares (`const`, `let` and `class` too).

import { ORIGIN } from './calls.js';

const globalEval = (0, eval);

export class Evaluation {
  /** How far each file's first line is shifted to the right by what stands in front of it. */
  #shifts = {};
  #evalInScope = null;

  /** Evaluates models.js with `names` in scope. */
  async models(text, names) {
    const scope = { ...names, $scope: (evaluator) => { this.#evalInScope = evaluator; } };
    // The inner function's own scope lets the text declare `const sequelize` for itself.
    const open = `((${Object.keys(scope)}) => (async () => { $scope((text) => eval(text)); `;
    const make = this.#compile('models.js', globalEval, [open, text, '}))']);
    await make(...Object.values(scope))();
  }

  /** Evaluates script.js where models.js was; `names` come before what is declared outside of models.js. */
  async script(text, names) {
    const make = this.#compile('script.js', this.#evalInScope, [`(async (${Object.keys(names)}) => {`, text, '})']);
    await make(...Object.values(names));
  }

  /** The value of a name as script.js would see it; undefined when there is none. */
  read(name) {
    return this.#evalInScope(`typeof ${name} === 'undefined' ? undefined : ${name}`);
  }

  /** The first place in the learner's files that a stack names. */
  placeIn(stack) {
    const found = /\b(models|script)\.js:(\d+):(\d+)/.exec(String(stack));
    return found && this.#place(`${found[1]}.js`, Number(found[2]), Number(found[3]));
  }

  /** Compiles a file; a syntax error learns its place, which no stack names. */
  #compile(file, evaluate, [open, text, close]) {
    this.#shifts[file] = open.length;
    try {
      return evaluate(`${open}${text}\n${close}\n//# sourceURL=${file}`);
    } catch (error) {
      const position = positionOf(error);
      if (position) this.#locateSyntaxError(error, file, text.split('\n'), position);
      throw error;
    }
  }

  #locateSyntaxError(error, file, lines, { line, column }) {
    let place = this.#place(file, line, column);
    // What the text leaves open shows up in the close: the learner wrote no such token.
    if (line > lines.length) {
      error.message = 'Unexpected end of input';
      place = { file, line: lines.length, column: lines.at(-1).length + 1 };
    }
    Object.defineProperty(error, ORIGIN, { value: place });
  }

  #place(file, line, column) {
    return { file, line, column: line === 1 ? Math.max(1, column - this.#shifts[file]) : column };
  }
}

/** Where an error was thrown: the engine tells it when the error is reported. */
function positionOf(error) {
  let position = null;
  if (typeof reportError !== 'function') return position;
  const listener = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    position = { line: event.lineno, column: event.colno };
  };
  // Before any other listener: this is no failure of its own.
  addEventListener('error', listener, { capture: true });
  reportError(error);
  removeEventListener('error', listener, { capture: true });
  return position;
}

/** The text without the syntax that only modules have, line by line. */
export function withoutModuleSyntax(text) {
  return text
    .replace(/^([ \t]*)import\s+([^'"()]+?)\s+from\s*(['"][^'"]+['"])/gm, (_, indent, names, from) => indent + imported(names, from))
    .replace(/^([ \t]*)import\s*(['"][^'"]+['"])/gm, '$1require($2)')
    .replace(/^([ \t]*)export\s+default\s+/gm, '$1module.exports = ')
    .replace(/^([ \t]*)export\s+(?=(?:const|let|var|class|function|async)\b)/gm, '$1')
    .replace(/^([ \t]*)export\s*\{[^}]*\}/gm, '$1');
}

/** `import Sequelize, { Model as M } from` as a `const`. */
function imported(names, from) {
  const [, standard, star, list] = /^(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+))?(\{[\s\S]*\})?$/.exec(names.trim()) ?? [];
  const parts = [standard, star].filter(Boolean).map((name) => `${name} = require(${from})`);
  if (list) parts.push(`${list.replace(/\s+as\s+/g, ': ')} = require(${from})`);
  return parts.length > 0 ? `const ${parts.join(', ')}` : `import ${names} from ${from}`;
}
