// Values as text for the console, as Node shows them, but for instances: those show their values.

import { isBytes } from './util.js';

const WIDTH = 72;
const DEPTH = 4;
const ELEMENTS = 100;

/** `console.log`'s arguments as one text of at most `limit` characters. `%s`, `%d`, `%o` and the like are filled in. */
export function format(args, limit) {
  const budget = { left: limit };
  let rest = args;
  let text = '';
  if (typeof args[0] === 'string') {
    const values = args.slice(1);
    text = args[0].slice(0, limit).replace(/%([sdifjoOc%])/g, (found, letter) => {
      if (letter === '%') return '%';
      if (values.length === 0) return found;
      return fill(letter, values.shift(), budget);
    });
    rest = values;
  }
  const others = rest.map((value) => (typeof value === 'string' ? value.slice(0, limit) : inspect(value, budget)));
  const parts = typeof args[0] === 'string' ? [text, ...others] : others;
  return cut(parts.join(' '), limit);
}

const cut = (text, limit) => (text.length > limit ? `${text.slice(0, limit - 1)}…` : text);

function fill(letter, value, budget) {
  if (letter === 's') return typeof value === 'string' ? value : inspect(value, budget);
  if (letter === 'd') return String(Number(value));
  if (letter === 'i') return String(parseInt(value, 10));
  if (letter === 'f') return String(parseFloat(value));
  if (letter === 'c') return '';
  return letter === 'j' ? JSON.stringify(value) : inspect(value, budget);
}

/** One value as text. `budget.left` bounds the work: what comes after is cut. */
export function inspect(value, budget = { left: Infinity }) {
  return show(value, { budget, seen: [] });
}

function show(value, context) {
  const { budget } = context;
  if (budget.left <= 0) return '…';
  const text = typeof value === 'object' && value !== null ? showObject(value, context) : showScalar(value, budget.left);
  budget.left -= text.length;
  return text;
}

function showScalar(value, limit) {
  switch (typeof value) {
    case 'string':
      return quote(value.slice(0, limit));
    case 'bigint':
      return `${value}n`;
    case 'function':
      return showFunction(value);
    default:
      return Object.is(value, -0) ? '-0' : String(value);
  }
}

function quote(text) {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') ? '`' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}

function showFunction(value) {
  if (typeof value.getAttributes === 'function') return value.name;
  if (!/^class\b/.test(Function.prototype.toString.call(value))) return `[Function: ${value.name || '(anonymous)'}]`;
  const parent = Object.getPrototypeOf(value)?.name;
  return `[class ${value.name || '(anonymous)'}${parent ? ` extends ${parent}` : ''}]`;
}

function showObject(value, context) {
  const { seen } = context;
  if (seen.includes(value)) return '[Circular *1]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return showError(value);
  if (value instanceof Promise) return 'Promise { … }';
  if (isBytes(value)) return `<Buffer ${Array.from(value.subarray(0, 50), (byte) => byte.toString(16).padStart(2, '0')).join(' ')}>`;
  const custom = value[Symbol.for('nodejs.util.inspect.custom')];
  if (typeof custom === 'function') return String(custom.call(value));
  const name = nameOf(value);
  const inner = { ...context, seen: [...seen, value] };
  const isTooDeep = seen.length >= DEPTH;
  if (Array.isArray(value)) return isTooDeep ? '[Array]' : showList('[', ']', showElements(value, inner));
  if (value instanceof Set) return `Set(${value.size}) ${showList('{', '}', showElements([...value], inner))}`;
  if (value instanceof Map) {
    const entries = [...value].slice(0, ELEMENTS).map(([key, each]) => `${show(key, inner)} => ${show(each, inner)}`);
    return `Map(${value.size}) ${showList('{', '}', entries)}`;
  }
  if (isTooDeep) return `[${name || 'Object'}]`;
  const members = showMembers(isInstance(value) ? value.dataValues : value, inner);
  return `${name ? `${name} ` : ''}${showList('{', '}', members)}`;
}

const isInstance = (value) => typeof value.constructor?.getAttributes === 'function' && 'dataValues' in value;

/** The class's name; none for plain objects. */
function nameOf(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return '[Object: null prototype]';
  return prototype === Object.prototype ? '' : (prototype.constructor?.name ?? '');
}

const OWN_FIELDS = ['name', 'message', 'stack', 'parent', 'original', 'sql', 'parameters', 'errors', 'fields'];

function showError(error) {
  const head = `${error.name ?? 'Error'}: ${error.message ?? ''}`;
  const more = Object.keys(error).filter((key) => !OWN_FIELDS.includes(key) && typeof error[key] !== 'object');
  const described = more.filter((key) => error[key] !== undefined).map((key) => `${key}: ${showScalar(error[key], 200)}`);
  return described.length > 0 ? `${head} { ${described.join(', ')} }` : head;
}

function showElements(list, context) {
  const shown = [];
  for (const element of list.slice(0, ELEMENTS)) {
    if (context.budget.left <= 0) break;
    shown.push(show(element, context));
  }
  const hidden = list.length - shown.length;
  if (hidden > 0) shown.push(`… ${hidden} more item${hidden > 1 ? 's' : ''}`);
  return shown;
}

function showMembers(object, context) {
  const shown = [];
  for (const key of Reflect.ownKeys(object)) {
    if (context.budget.left <= 0) break;
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (!descriptor.enumerable || String(key).startsWith('Symbol(relata.')) continue;
    const name = typeof key === 'symbol' ? `[${String(key)}]` : /^[A-Za-z_]\w*$/.test(key) ? key : quote(key);
    shown.push(`${name}: ${'value' in descriptor ? show(descriptor.value, context) : '[Getter]'}`);
  }
  return shown;
}

/** On one line if it fits, else a line for each part. */
function showList(open, close, parts) {
  if (parts.length === 0) return open + close;
  const length = parts.reduce((sum, part) => sum + part.length + 2, 0);
  if (length <= WIDTH && !parts.some((part) => part.includes('\n'))) return `${open} ${parts.join(', ')} ${close}`;
  const indented = parts.map((part) => `  ${part.replaceAll('\n', '\n  ')}`);
  return `${open}\n${indented.join(',\n')}\n${close}`;
}
