// What a run leaves behind, as JSON made of scalars alone: a learner's `toJSON` on `Object.prototype`
// would otherwise have a say in it.

const { stringify } = JSON;

/** An object of scalars; the members named in `done` are JSON already. */
export function objectJson(object, done = []) {
  let json = '';
  for (const key of Object.keys(object)) {
    json += `${json ? ',' : ''}${stringify(key)}:${done.includes(key) ? object[key] : stringify(object[key])}`;
  }
  return `{${json}}`;
}

export const originJson = (origin) => (origin ? objectJson(origin) : 'null');

/** The `finish` call of `bridge::call`. */
export function finishJson({ console, error, elapsed }) {
  const errorJson = error ? objectJson({ ...error, origin: originJson(error.origin) }, ['origin']) : 'null';
  const fields = { op: 'finish', console: `[${console.json}]`, consoleDropped: console.dropped, error: errorJson, elapsed };
  return objectJson(fields, ['console', 'error']);
}
