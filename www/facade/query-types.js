// The small enumerations of Sequelize: query types, index and table hints.

const sameNames = (...names) => Object.fromEntries(names.map((name) => [name, name]));

export const QueryTypes = sameNames(
  'SELECT', 'INSERT', 'UPDATE', 'BULKUPDATE', 'BULKDELETE', 'DELETE', 'UPSERT', 'VERSION', 'SHOWTABLES', 'SHOWINDEXES',
  'DESCRIBE', 'RAW', 'FOREIGNKEYS', 'SHOWCONSTRAINTS',
);

export const IndexHints = sameNames('USE', 'FORCE', 'IGNORE');

export const TableHints = sameNames(
  'NOLOCK', 'READUNCOMMITTED', 'UPDLOCK', 'REPEATABLEREAD', 'SERIALIZABLE', 'READCOMMITTED', 'TABLOCK', 'TABLOCKX',
  'PAGLOCK', 'ROWLOCK', 'NOWAIT', 'READPAST', 'XLOCK', 'SNAPSHOT', 'NOEXPAND',
);
