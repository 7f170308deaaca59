// How figures are told.

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** A time with two or three digits that count. */
export function duration(ms) {
  const [value, unit] = ms >= 1 ? [ms, 'ms'] : [ms * 1000, 'µs'];
  return `${value >= 100 ? Math.round(value) : value.toPrecision(2)} ${unit}`;
}

/** Rows of cells as Markdown. */
export function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
