// Which of a call's options go to the session; the others are the façade's own (hooks, logging, …).

import { pick } from './util.js';

export const FIND_OPTIONS = [
  'where', 'order', 'group', 'having', 'limit', 'offset', 'groupedLimit', 'paranoid', 'subQuery', 'raw', 'nest', 'plain', 'lock',
  'skipLocked', 'distinct', 'col', 'includeIgnoreAttributes', 'dataType', 'through', 'joinTableAttributes', 'searchPath', 'tableHint', 'indexHints',
  'replacements',
];

export const WRITE_OPTIONS = [
  'where', 'through', 'limit', 'truncate', 'cascade', 'restartIdentity', 'force', 'paranoid', 'returning',
  'ignoreDuplicates', 'updateOnDuplicate', 'conflictAttributes', 'conflictWhere', 'fields', 'silent', 'omitNull', 'save',
];

export const findOptions = (options) => pick(options, FIND_OPTIONS);
export const writeOptions = (options) => pick(options, WRITE_OPTIONS);
