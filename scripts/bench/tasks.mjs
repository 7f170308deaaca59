// The work that `npm run bench` gives to each database: a small schema filled with `size` rows, and
// what is measured on it. Every task gives a number that must be the same everywhere.
import { insertion } from './databases.mjs';

/** One user, 300 projects, all other rows tasks: three levels for a cascade. */
async function projects(database, { size, index }) {
  await database.run(`
    CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(255));
    CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR(255), user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);
    CREATE TABLE tasks (id INTEGER PRIMARY KEY, name VARCHAR(255), points INTEGER, project_id INTEGER REFERENCES projects (id) ON DELETE CASCADE)`);
  if (index) await database.run('CREATE INDEX by_user ON projects (user_id); CREATE INDEX by_project ON tasks (project_id)');
  const groups = Math.min(300, Math.ceil(size / 10));
  await database.insert('users', 'id, name', [[1, 'Ann'], [2, 'Ben']]);
  await database.insert('projects', 'id, name, user_id', range(groups).map((id) => [id, `Project ${id}`, 1]));
  await database.insert('tasks', TASK, tasks(size - groups - 1, groups));
}

/** 1,000 projects with 100 tasks each. */
async function wide(database) {
  await projects(database, { size: 1, index: true });
  await database.insert('projects', 'id, name, user_id', range(1000).slice(1).map((id) => [id, `Project ${id}`, 2]));
  await database.insert('tasks', TASK, tasks(100_000, 1000));
}

/** Students, courses, and three enrolments for each student. */
async function courses(database) {
  await database.run(`
    CREATE TABLE students (id INTEGER PRIMARY KEY, name VARCHAR(255));
    CREATE TABLE courses (id INTEGER PRIMARY KEY, title VARCHAR(255));
    CREATE TABLE enrolments (grade INTEGER, student_id INTEGER REFERENCES students (id), course_id INTEGER REFERENCES courses (id), PRIMARY KEY (student_id, course_id))`);
  await database.insert('students', 'id, name', range(10_000).map((id) => [id, `Student ${id}`]));
  await database.insert('courses', 'id, title', range(500).map((id) => [id, `Course ${id}`]));
  await database.insert('enrolments', 'grade, student_id, course_id', range(30_000).map((at) => {
    const student = Math.ceil(at / 3);
    return [at % 6, student, (student * 7 + (at % 3) * 11) % 500 + 1];
  }));
}

const TASK = 'id, name, points, project_id';
const range = (count) => Array.from({ length: count }, (_, at) => at + 1);
const tasks = (count, groups) => range(count).map((id) => [id, `Task ${id}`, (id * 7919) % 1000, id % groups + 1]);
/** The same numbers in every run, spread over 1 … `limit`. */
const keys = (count, limit) => range(count).map((at) => [(at * 7919) % limit + 1]);

const time = async (work) => {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
};

/** A query, and how many rows it gives or which number its one row holds. */
const query = (sql) => async (database) => {
  const { ms, result } = await time(() => database.rows(sql));
  return { ms, result: result.length === 1 ? Number(result[0][0]) : result.length };
};

/** One statement with many keys, 1 … `limit` (with none, if there is no limit). */
const repeated = (sql, count, limit) => {
  const parameters = limit ? keys(count, limit) : Array(count).fill([]);
  return (database) => time(() => database.each(sql, parameters));
};

/** A cascade, and the way back from it: two figures of one piece of work. */
async function cascade(database) {
  await database.run('BEGIN');
  const gone = await time(() => database.run('DELETE FROM users WHERE id = 1'));
  const [[left]] = await database.rows('SELECT count(*) FROM tasks');
  const back = await time(() => database.run('ROLLBACK'));
  return { ms: gone.ms, result: Number(left), back: back.ms };
}

async function insertOneByOne(database) {
  await database.run('BEGIN; DELETE FROM tasks');
  const rows = tasks(100_000, 300);
  const inserted = await time(() => database.each(insertion('tasks', TASK), rows));
  await database.run('ROLLBACK');
  return inserted;
}

async function insertInBulk(database) {
  await database.run('DELETE FROM tasks');
  const rows = tasks(100_000, 300);
  return time(() => database.insert('tasks', TASK, rows));
}

const bytesPerRow = (rows) => async (database) => ({ ms: await database.bytes() / rows, result: 0 });

/**
 * Groups of tasks that share one filled schema. `aim` is the most that a ratio to sql.js may be.
 * What takes part of a millisecond is done `per` times, and told for one.
 */
export const groups = [
  {
    fill: (database) => projects(database, { size: 100_001, index: true }),
    tasks: [
      { name: 'bytes per row, 100,000 rows with a foreign key', unit: 'bytes', run: bytesPerRow(100_000) },
      { name: 'cascade 1 → 100,000 over 3 levels, traced; key indexed', run: cascade, aim: 0.8, back: { name: 'rollback of it', aim: 1 } },
      { name: 'snapshot of 100,000 rows, 100 updates, and which rows differ', run: snapshot, aim: 1 },
      { name: '100,000 inserts with a foreign key, a statement each', run: insertOneByOne, aim: 4 },
      { name: '100,000 inserts with a foreign key, in bulk', run: insertInBulk, aim: 4 },
    ],
  },
  {
    fill: (database) => projects(database, { size: 100_001, index: false }),
    tasks: [{ name: 'the same cascade without an index, as Sequelize leaves it', run: cascade, aim: 0.05 }],
  },
  {
    fill: wide,
    tasks: [
      { name: 'row by primary key', per: 20_000, run: repeated('SELECT id, name, project_id FROM tasks WHERE id = $1', 20_000, 100_000), aim: 1.5 },
      { name: '100 rows by foreign key', per: 1000, run: repeated('SELECT id, name FROM tasks WHERE project_id = $1', 1000, 1000), aim: 4 },
      { name: 'count(*) of 100,000', per: 100, run: repeated('SELECT count(*) FROM tasks', 100), aim: 4 },
      { name: 'filter by scan, 100,000', run: query('SELECT id, name FROM tasks WHERE points >= 990 AND name <> \'Task 5\''), aim: 4 },
      { name: 'filter by LIKE, 100,000', run: query("SELECT count(*) FROM tasks WHERE name LIKE '%77%'"), aim: 4 },
      { name: 'ORDER BY … LIMIT 10, 100,000', run: query('SELECT id, points FROM tasks ORDER BY points DESC, id LIMIT 10'), aim: 4 },
      { name: 'ORDER BY key LIMIT 10, 100,000', per: 100, run: repeated('SELECT id, name FROM tasks ORDER BY id DESC LIMIT 10', 100), aim: 4 },
      { name: 'GROUP BY, 100,000 → 1,000', run: query('SELECT project_id, count(*), sum(points) FROM tasks GROUP BY project_id'), aim: 4 },
      { name: 'correlated EXISTS, 1,000 × 100,000', run: query('SELECT count(*) FROM projects p WHERE EXISTS (SELECT 1 FROM tasks t WHERE t.project_id = p.id AND t.points = 7)'), aim: 4 },
    ],
  },
  {
    fill: courses,
    tasks: [
      { name: 'N:M for one row', per: 5000, run: repeated('SELECT c.id, c.title, e.grade FROM courses AS c INNER JOIN enrolments AS e ON c.id = e.course_id AND e.student_id = $1', 5000, 10_000), aim: 4 },
      { name: 'N:M, 10,000 × 3', run: query('SELECT s.id, s.name, c.id, c.title, e.grade FROM students AS s LEFT OUTER JOIN (enrolments AS e INNER JOIN courses AS c ON c.id = e.course_id) ON s.id = e.student_id'), aim: 4 },
    ],
  },
];

async function snapshot(database) {
  return time(() => database.changes('tasks', () =>
    database.each('UPDATE tasks SET points = points + 1 WHERE id = $1', keys(100, 90_000))));
}

/** What is measured at several sizes: the time that goes to one row should not grow with their number. */
export const growth = {
  fill: (database, size) => time(() => projects(database, { size, index: true })),
  tasks: [
    { name: 'cascade with trace, per row', run: cascade, rows: (size) => size },
    { name: 'scan, per row', run: query('SELECT count(*) FROM tasks WHERE points = 7'), rows: (size) => size },
    { name: 'row by primary key', run: (database, size) => repeated('SELECT id, name FROM tasks WHERE id = $1', 2000, size / 2)(database), rows: () => 2000 },
  ],
};
