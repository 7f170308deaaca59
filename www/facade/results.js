// What a statement comes to: as each database's driver tells it, and as Sequelize's queries hand it on
// (`formatResults` of `lib/dialects/*/query.js`).

import { QueryTypes } from './query-types.js';

/** What the query's type promises: rows, `[rows, metadata]`, a count, instances. */
export function queryResult(dialect, { rows, metadata }, options) {
  const { type, plain, model, instance } = options;
  const givesRows = dialect === 'postgres' || dialect === 'mssql';
  switch (type) {
    case QueryTypes.SELECT: {
      const isMapped = model && !options.raw;
      const named = isMapped && options.mapToModel ? rows.map((row) => byAttribute(row, model)) : rows;
      const results = isMapped ? model.bulkBuild(named, { isNewRecord: false, raw: true }) : named;
      return plain ? (results[0] ?? null) : results;
    }
    case QueryTypes.UPDATE:
      return [instance ?? (givesRows ? rows : undefined), metadata.changes];
    case QueryTypes.INSERT:
      return [instance ?? (givesRows ? rows : metadata.lastID), metadata.changes];
    case QueryTypes.BULKUPDATE:
    case QueryTypes.BULKDELETE:
      return metadata.changes;
    case QueryTypes.DELETE:
      return givesRows ? rows : undefined;
    case QueryTypes.RAW:
      return rawResult(dialect, rows, metadata);
    default:
      return rows;
  }
}

const byAttribute = (row, model) =>
  Object.fromEntries(Object.entries(row).map(([field, value]) => [model.fieldAttributeMap[field] ?? field, value]));

/** `[results, metadata]` of a query without a type. Most dialects treat an INSERT as one all the same. */
export function rawResult(dialect, rows, { command, lastID, changes, returns }) {
  const inserts = command === 'INSERT';
  switch (dialect) {
    case 'sqlite':
      return [inserts ? undefined : rows, { lastID, changes }];
    case 'postgres': {
      if (inserts) return [rows, changes];
      const counts = returns || command === 'UPDATE' || command === 'DELETE';
      const rowCount = command === 'SELECT' ? rows.length : changes;
      return [rows, { command, rowCount: counts ? rowCount : null, oid: null, rows, fields: Object.keys(rows[0] ?? {}).map((name) => ({ name })) }];
    }
    case 'mssql':
      return [rows, returns ? rows.length : changes];
    default: {
      if (inserts) return [lastID, changes];
      const isMysql = dialect === 'mysql';
      const result = returns ? rows : header(isMysql, command, lastID, changes);
      return [result, isMysql ? result : undefined];
    }
  }
}

/** What MySQL's and MariaDB's drivers tell of a statement without rows. */
function header(isMysql, command, insertId, affectedRows) {
  if (!isMysql) return { affectedRows, insertId, warningStatus: 0 };
  const changedRows = command === 'UPDATE' ? affectedRows : 0;
  const info = { UPDATE: `Rows matched: ${affectedRows}  Changed: ${changedRows}  Warnings: 0`, ALTER: 'Records: 0  Duplicates: 0  Warnings: 0' };
  return { fieldCount: 0, affectedRows, insertId, info: info[command] ?? '', serverStatus: 2, warningStatus: 0, changedRows };
}
