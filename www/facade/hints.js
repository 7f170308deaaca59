// What to do about an error, where that is known from its text and from what the learner has declared.
// Errors of declarations have their hints in `src/schema/diagnostics/hints.rs`, for where there are none here.

/** Names that older versions had, with the version that took them away. */
const RENAMED = {
  find: 'findOne', findById: 'findByPk', findByPrimary: 'findByPk', findAndCount: 'findAndCountAll', findOrInitialize: 'findOrBuild',
  all: 'findAll', insertOrUpdate: 'upsert', updateAttributes: 'update', hook: 'addHook',
};

const HINTS = [
  [/\bimport is not a function/, 'sequelize.import is gone since Sequelize 6: define the models here, in models.js'],
  [/associated to \S+ using an alias/, "name the alias in the include: {model: Model, as: 'alias'}, or write the alias alone"],
  [/associated to \S+ multiple times/, "say which association is meant: {model: Model, as: 'alias'}"],
  [/no such table|relation .* does not exist|Table .* doesn't exist|Invalid object name/, 'the table is not there yet: await sequelize.sync() makes the tables of all models'],
  [/no primary key, this is not allowed/, 'the instance was loaded without its primary key: add it to attributes'],
  [/multiple cascade paths/, "SQL Server allows one path of cascades to a table: set onDelete and onUpdate to 'NO ACTION' on one of them. Problems tells which"],
  [/FOREIGN KEY constraint|REFERENCE constraint/i, 'a row refers to one that is not there, or is referred to by one that must not be left alone'],
  [/of null \(reading/, 'findOne and findByPk give null where they find no row'],
  [/^(fetch|XMLHttpRequest|WebSocket|localStorage|window|document|alert) is not defined/, 'the code runs in a closed sandbox, without network or page'],
  [/Cannot use import statement|Unexpected token 'export'/, "write const {DataTypes} = require('sequelize') at the top"],
  [/await is only valid/, 'mark the function that holds this await with async'],
  [/Unexpected end of input/, 'a bracket or brace that was opened is not closed'],
  [/Invalid or unexpected token/, "look for a quote that is not closed, or a curly one (‘ ’) in place of '"],
  [/missing \) after argument list|Unexpected (identifier|string|number|token)/, 'look just before this place: a comma, a bracket or a quote may be missing'],
];

/**
 * A sentence for an error's `message`, empty where there is nothing to say. `text` is the learner's file and
 * `line` the line of it where the error was thrown; `sequelize` is the one in use, or null.
 */
export function hintFor(message, { text = '', line = 0, sequelize = null } = {}) {
  return forgottenAwait(message, text, line) ?? renamed(message) ?? misspelt(message, sequelize)
    ?? HINTS.find(([pattern]) => pattern.test(message))?.[1] ?? '';
}

/** A name that was declared without `await` and is used as if it held what the call gives. */
function forgottenAwait(message, text, line) {
  if (!/is not a function|is not iterable|Cannot read properties of undefined/.test(message)) return null;
  const used = text.split('\n')[line - 1] ?? '';
  const calls = /\b(?:const|let|var)\s+([\w$]+)\s*=\s*([\w$.]+\.(?:find\w+|create|bulkCreate|count|get[A-Z]\w*))\s*\(/g;
  for (const [, name, call] of text.matchAll(calls)) {
    if (used.match(/[\w$]+/g)?.includes(name)) return `${name} is a promise, not yet what it promises: write await ${call}(…)`;
  }
  return null;
}

function renamed(message) {
  const old = /\.(\w+) is not a function/.exec(message)?.[1];
  return Object.hasOwn(RENAMED, old) ? `${old} is ${RENAMED[old]} since Sequelize 5` : null;
}

/** What a name that is not there was meant to be, if one that is there is much like it. */
function misspelt(message, sequelize) {
  if (!sequelize) return null;
  const models = Object.values(sequelize.models);
  const find = (pattern) => pattern.exec(message)?.slice(1).find(Boolean);
  const name = find(/^(\w+) is not defined/);
  if (name) {
    const { DataTypes } = sequelize.constructor;
    return meant(Object.hasOwn(DataTypes, name) ? `DataTypes.${name}` : nearest(name, [...Object.keys(sequelize.models), 'sequelize', 'DataTypes']));
  }
  const [, owner, method] = /(\w+)\.(\w+) is not a function/.exec(message) ?? [];
  if (method) {
    const model = sequelize.models[owner];
    const holders = model ? [model] : owner === 'sequelize' ? [sequelize] : models.map(({ prototype }) => prototype);
    return meant(nearest(method, holders.flatMap(namesOf)));
  }
  const alias = /alias "(\w+)" does not exist on (\w+)/.exec(message);
  const aliases = Object.keys(sequelize.models[alias?.[2]]?.associations ?? {});
  if (aliases.length > 0) return `${alias[2]} has ${aliases.join(', ')}`;
  const column = find(/no such column: (?:\w+\.)*(\w+)|column "?(?:\w+"?\."?)*(\w+)"? does not exist|Unknown column '(?:\w+\.)*(\w+)'|Invalid column name '(?:\w+\.)*(\w+)'/);
  return column ? meant(nearest(column, models.flatMap(({ rawAttributes }) => Object.keys(rawAttributes)))) : null;
}

const meant = (name) => (name ? `did you mean ${name}?` : null);

/** Everything that can be called on an object. */
function namesOf(object) {
  const names = [];
  for (let at = object; at && at !== Object.prototype && at !== Function.prototype; at = Object.getPrototypeOf(at)) {
    names.push(...Object.getOwnPropertyNames(at));
  }
  return names;
}

/** The name that takes the fewest changes, unless they are too many to speak of a slip. */
function nearest(word, names) {
  let best = { name: null, changes: Math.min(3, 1 + Math.floor(word.length / 5)) + 1 };
  for (const name of names) {
    if (name.startsWith('_') || Math.abs(name.length - word.length) >= best.changes) continue;
    const changes = changesBetween(word.toLowerCase(), name.toLowerCase());
    if (changes < best.changes) best = { name, changes };
  }
  return best.name;
}

/** Letters to put in, take out or replace (Levenshtein). */
function changesBetween(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 0; i < one.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (one[i] === other[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
