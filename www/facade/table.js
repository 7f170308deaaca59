// `console.table`: rows as a table of text, drawn as Node draws it.

import { inspect } from './inspect.js';

const ROWS = 50;
const COLUMNS = 20;

/** The table of a list (or an object) of rows; null where there are no rows to draw. */
export function drawTable(data) {
  if (typeof data !== 'object' || data === null) return null;
  const rows = Object.entries(data).slice(0, ROWS).map(([index, row]) => [index, valuesOf(row)]);
  const names = [...new Set(rows.flatMap(([, row]) => (row.isScalar ? [] : Object.keys(row.values))))].slice(0, COLUMNS);
  const hasScalars = rows.some(([, row]) => row.isScalar);
  const cell = (row, name) => (!row.isScalar && name in row.values ? inspect(row.values[name], { left: 60 }) : '');
  const lines = rows.map(([index, row]) => [
    index, ...names.map((name) => cell(row, name)), ...(hasScalars ? [row.isScalar ? inspect(row.values, { left: 60 }) : ''] : []),
  ]);
  return draw([['(index)', ...names, ...(hasScalars ? ['Values'] : [])], ...lines]);
}

/** A row's columns: of an instance its values. */
function valuesOf(row) {
  if (typeof row !== 'object' || row === null) return { isScalar: true, values: row };
  return { isScalar: false, values: row.dataValues ?? row };
}

function draw([head, ...lines]) {
  const widths = head.map((_, i) => Math.max(...[head, ...lines].map((line) => line[i].length)));
  const row = (cells) => `│ ${cells.map((text, i) => text.padEnd(widths[i])).join(' │ ')} │`;
  const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  return [rule('┌', '┬', '┐'), row(head), rule('├', '┼', '┤'), ...lines.map(row), rule('└', '┴', '┘')].join('\n');
}
