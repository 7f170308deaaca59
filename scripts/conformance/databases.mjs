// Runs the statements of every model file on real databases and compares the catalogues they then
// have with the models: columns, nullability, primary keys, foreign keys and their actions.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { Problem } from '../lib/process.mjs';
import { startMariadb, startPostgres } from '../lib/servers.mjs';
import { readSnapshot } from './corpus.mjs';

const require = createRequire(import.meta.url);

/** Compares all files; gives one line for each difference, and the count of files by outcome. */
export async function compareCatalogues() {
  const servers = [await sqlite(), postgres(), mariadb()];
  const differences = [];
  try {
    for (const server of servers) {
      const outcome = { dialect: server.dialect, agree: 0, refused: new Map() };
      for (const answers of [...readSnapshot().values()].map((line) => JSON.parse(line))) {
        const statements = statementsIn(answers, server.dialect);
        if (statements) compareFile(server, answers, statements, outcome, differences);
      }
      report(outcome);
    }
  } finally {
    for (const server of servers) server.stop();
  }
  return differences;
}

/** The statements of `sync` in a dialect; null where Sequelize fails, or where they only read. */
function statementsIn({ ddl, questions }, dialect) {
  if (!ddl || questions) return null;
  const { sync } = typeof ddl[dialect] === 'string' ? ddl[ddl[dialect]] : ddl[dialect];
  return sync.every((statement) => typeof statement === 'string') ? sync : null;
}

function compareFile(server, answers, statements, outcome, differences) {
  const models = Object.values(answers.only?.[server.dialect]?.models ?? answers.models);
  const schemas = [...new Set(models.map(({ table }) => table.schema).filter(Boolean))];
  let catalogue;
  try {
    catalogue = server.catalogueAfter(statements.map((text) => (text.endsWith(';') ? text : `${text};`)), schemas);
  } catch (refusal) {
    const reason = refusal.message.replaceAll(/(["'`]).*?\1/g, '…').slice(0, 90);
    outcome.refused.set(reason, [...(outcome.refused.get(reason) ?? []), answers.file]);
    return;
  }
  const expected = expectedCatalogue(models, {
    dialect: server.dialect,
    isCircular: statements.some((text) => /ADD FOREIGN KEY/.test(text)),
    // MyISAM takes foreign keys and forgets them.
    hasKeys: !statements.some((text) => text.includes('ENGINE=MyISAM')),
  });
  const different = Object.keys({ ...expected, ...catalogue }).filter((table) => {
    const lines = [expected, catalogue].map((side) => (side[table] ?? []).filter(Boolean).sort().join('; '));
    if (lines[0] === lines[1]) return false;
    differences.push(`${answers.file} in ${server.dialect}, ${table}:\n    models    ${lines[0]}\n    catalogue ${lines[1]}`);
    return true;
  });
  if (different.length === 0) outcome.agree += 1;
}

/** What the models say, as lines by table, in the words of the database. */
function expectedCatalogue(models, { dialect, isCircular, hasKeys }) {
  const named = (name) => written(dialect, name);
  const did = (action) => (dialect === 'mariadb' && action === 'SET DEFAULT' ? 'NO ACTION' : action);
  const catalogue = {};
  for (const { table, attributes } of models) {
    // Of two attributes with one column the later one counts, and of two models with one table the later.
    const lines = new Map();
    for (const [name, attribute] of Object.entries(attributes)) {
      if (attribute.isVirtual) continue;
      const { field = name, primaryKey, allowNull, allowNullIsNull, autoIncrement, references, onDelete, onUpdate } = attribute;
      const column = named(field);
      const isRequired = allowNull === false || (allowNullIsNull && dialect !== 'mariadb') || (autoIncrement && dialect !== 'sqlite');
      lines.set(column, columnLine(column, isRequired, primaryKey));
      // In a circle Sequelize adds the keys afterwards, and forgets those that are primary.
      const isForgotten = !hasKeys || (isCircular && primaryKey);
      if (!references || isForgotten) lines.delete(`${column} references`);
      else lines.set(`${column} references`, keyLine(column, nameIn(dialect, references.table), named(references.key ?? 'id'), did(onDelete), did(onUpdate)));
    }
    catalogue[nameIn(dialect, table)] = [...lines.values()];
  }
  return catalogue;
}

/** Sequelize drops the dialect's quotes from a name, and PostgreSQL what is beyond 63 bytes. */
function written(dialect, name) {
  if (dialect !== 'postgres') return name.replaceAll('`', '');
  return Buffer.from(name.replaceAll('"', '')).subarray(0, 63).toString();
}

/** SQLite has no schemas: there they are part of the name. */
const nameIn = (dialect, { schema, name, delimiter = '.' }) => written(dialect, schema && dialect === 'sqlite' ? `${schema}${delimiter}${name}` : name);

const columnLine = (name, isRequired, isPrimary) => `${name} (${isPrimary ? 'primary' : isRequired ? 'required' : 'optional'})`;

/** Databases take RESTRICT and NO ACTION for one another where no constraint is deferred. */
const action = (text) => (!text || text === 'RESTRICT' ? 'NO ACTION' : text.toUpperCase().trim());

const keyLine = (column, table, key, onDelete, onUpdate) =>
  `${column} references ${table}.${key} (${action(onDelete)}, ${action(onUpdate)})`;

function report({ dialect, agree, refused }) {
  const count = [...refused.values()].reduce((sum, files) => sum + files.length, 0);
  console.log(`${dialect}: ${agree} files agree, the database refuses ${count}`);
  for (const [reason, files] of [...refused].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`    ${String(files.length).padStart(4)} × ${reason} (${files[0]})`);
  }
}

async function sqlite() {
  const SQL = await require('sql.js')();
  return {
    dialect: 'sqlite',
    stop() {},
    catalogueAfter(statements) {
      const database = new SQL.Database();
      const rows = (sql) => {
        const [result] = database.exec(sql);
        return result ? result.values : [];
      };
      try {
        for (const statement of statements) database.run(statement);
        const tables = rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'").flat();
        return Object.fromEntries(tables.map((table) => {
          const quoted = `'${table.replaceAll("'", "''")}'`;
          const columns = rows(`SELECT name, "notnull", pk FROM pragma_table_info(${quoted})`);
          const keys = rows(`SELECT "from", "table", "to", on_delete, on_update FROM pragma_foreign_key_list(${quoted})`);
          return [table, [...columns.map(([name, required, pk]) => columnLine(name, required, pk)), ...keys.map((key) => keyLine(...key))]];
        }));
      } finally {
        database.close();
      }
    },
  };
}

/** Sends SQL to a command-line client; gives what it printed, or throws its first complaint. */
function ask(program, args, input) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8' });
  if (error) throw new Problem(`${program} is needed: ${error.message}. On Debian:\n  sudo apt-get install postgresql mariadb-server`);
  if (status !== 0) throw new Error(stderr.split('\n').find((line) => /ERROR/.test(line))?.replace(/^.*ERROR:?\s*/, '') ?? stderr);
  return stdout;
}

/** Rows that the catalogue query printed, one JSON array a line: table and what is in it. */
function collect(printed) {
  const catalogue = {};
  for (const line of printed.split('\n').filter(Boolean)) {
    const [kind, table, ...rest] = JSON.parse(line);
    (catalogue[table] ??= []).push(kind === 'column' ? columnLine(...rest) : keyLine(...rest));
  }
  return catalogue;
}

function postgres() {
  const server = startPostgres();
  const args = ['-qAtX', '-v', 'ON_ERROR_STOP=1', ...server.args];
  const actions = "CASE %s WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END";
  const questions = `
    SELECT json_build_array('column', c.relname, a.attname, a.attnotnull, coalesce(a.attnum = ANY (i.indkey), false))
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
      WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^(pg_|information_schema)' ORDER BY c.relname, a.attnum;
    SELECT json_build_array('key', c.relname, a.attname, f.relname, k.attname, ${actions.replace('%s', 'confdeltype')}, ${actions.replace('%s', 'confupdtype')})
      FROM pg_constraint JOIN pg_class c ON c.oid = conrelid JOIN pg_class f ON f.oid = confrelid
      JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1] JOIN pg_attribute k ON k.attrelid = confrelid AND k.attnum = confkey[1]
      WHERE contype = 'f';`;
  let schemasLeft = [];
  return {
    dialect: 'postgres',
    stop: server.stop,
    catalogueAfter(statements, schemas) {
      const fresh = ['public', ...schemasLeft].map((name) => `DROP SCHEMA IF EXISTS "${name}" CASCADE;`);
      schemasLeft = schemas;
      const made = ['public', ...schemas].map((name) => `CREATE SCHEMA "${name}";`);
      return collect(ask('psql', args, ['SET client_min_messages = error;', ...fresh, ...made, ...statements, questions].join('\n')));
    },
  };
}

function mariadb() {
  const server = startMariadb();
  const args = ['--no-defaults', ...server.args, '--batch', '--raw', '-N', '--default-character-set=utf8mb4'];
  let databasesLeft = [];
  return {
    dialect: 'mariadb',
    stop: server.stop,
    catalogueAfter(statements, schemas) {
      const names = ['relata', ...schemas];
      // Keys that lead from one database to another are in the way of dropping them.
      const drops = [...new Set([...databasesLeft, ...names])].map((name) => `DROP DATABASE IF EXISTS \`${name}\`;`);
      const fresh = ['SET foreign_key_checks = 0;', ...drops, 'SET foreign_key_checks = 1;'];
      databasesLeft = names;
      const list = names.map((name) => `'${name}'`).join(', ');
      const questions = `
        SELECT JSON_ARRAY('column', TABLE_NAME, COLUMN_NAME, IS_NULLABLE = 'NO', COLUMN_KEY = 'PRI') FROM information_schema.COLUMNS WHERE TABLE_SCHEMA IN (${list}) ORDER BY TABLE_NAME, ORDINAL_POSITION;
        SELECT JSON_ARRAY('key', k.TABLE_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE)
          FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.REFERENTIAL_CONSTRAINTS r USING (CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_NAME)
          WHERE k.TABLE_SCHEMA IN (${list});`;
      const made = names.map((name) => `CREATE DATABASE \`${name}\`;`);
      return collect(ask('mariadb', args, [...fresh, ...made, 'USE relata;', ...statements, questions].join('\n')));
    },
  };
}
