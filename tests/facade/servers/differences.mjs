// Where Relata knowingly differs from a real server, and why. In each event that the server gave, what
// matches `server` is read as `relata`; what differs beyond that fails. An entry that changes nothing
// fails too, so that the list stays true.

/** MySQL 8's words for the clauses that MariaDB 11 calls by their keywords. */
const CLAUSES = {
  SELECT: 'field list', WHERE: 'where clause', ON: 'on clause', 'GROUP BY': 'group statement', HAVING: 'having clause', 'ORDER BY': 'order clause',
  SET: 'field list', 'INSERT INTO': 'field list',
};

export const DIFFERENCES = [
  {
    why: "MariaDB's driver gives whole numbers beyond 2^53 as an object of the package `long`, of which we have its text",
    dialects: ['mariadb'],
    server: /\{ low: (-?\d+), high: (-?\d+), unsigned: false \}/g,
    relata: (_, low, high) => `'${(BigInt(high) << 32n) + BigInt(Number(low) >>> 0)}'`,
  },
  {
    why: 'a bit of `serverStatus` says that the server used no index',
    dialects: ['mysql'],
    server: /serverStatus: 34/g,
    relata: 'serverStatus: 2',
  },
  {
    why: 'the server behind dialect mysql is MariaDB: MySQL 8 has other words for a clause',
    dialects: ['mysql'],
    server: /(Unknown column '[^']+' in )'([A-Z ]+)'/g,
    relata: (_, before, clause) => `${before}'${CLAUSES[clause] ?? clause}'`,
  },
  {
    why: 'the same: a name of two tables',
    dialects: ['mysql'],
    server: /Column 'id' in SELECT is ambiguous/g,
    relata: "Column 'id' in field list is ambiguous",
  },
  {
    why: 'the same: MySQL 8 names a column without its table where a value does not fit',
    dialects: ['mysql'],
    server: /for column `relata`\.`\w+`\.`(\w+)`/g,
    relata: "for column '$1'",
  },
  {
    why: 'the same: MySQL 8 shows no width of whole numbers',
    dialects: ['mysql'],
    server: /type: 'INT\(11\)'/g,
    relata: "type: 'INT'",
  },
  {
    why: "MySQL gives a constant beside a column of exact numbers the column's digits, we give it as it was written",
    dialects: ['mysql'],
    scripts: ['aggregates'],
    server: "price: '0.00'",
    relata: "price: '0'",
  },
];
