// The edits that diagnostics offer, made in the learner's text: the finding goes, and the keys are those
// that the edit promised.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProject } from './lib/project.mjs';

const CASES = [
  {
    code: 'R001',
    shows: 'two sides with two keys share the one that was named',
    models: `
const User = sequelize.define('User');
const Post = sequelize.define('Post');
User.hasMany(Post);
Post.belongsTo(User, { as: 'author' });`,
    line: "User.hasMany(Post, { foreignKey: 'authorId' });",
    keys: ['Posts.authorId → Users SET NULL'],
  },
  {
    code: 'R002',
    shows: 'what the second declaration asked for is said by the first',
    models: `
const User = sequelize.define('User');
const Task = sequelize.define('Task');
User.hasMany(Task);
Task.belongsTo(User, { onDelete: 'CASCADE' });`,
    line: "User.hasMany(Task, { onDelete: 'CASCADE' });",
    keys: ['Tasks.UserId → Users CASCADE'],
  },
  {
    code: 'R006',
    shows: 'both sides go through one join table',
    models: `
const User = sequelize.define('User');
const Project = sequelize.define('Project');
User.belongsToMany(Project, { through: 'UserProjects' });
Project.belongsToMany(User, { through: 'ProjectUsers' });`,
    line: "Project.belongsToMany(User, { through: 'UserProjects' });",
    keys: ['UserProjects.UserId → Users CASCADE', 'UserProjects.ProjectId → Projects CASCADE'],
  },
  {
    code: 'R018',
    shows: 'a key that differs only in case is the column that was declared',
    models: `
const User = sequelize.define('User');
const Task = sequelize.define('Task', { userId: DataTypes.INTEGER });
User.hasMany(Task);
Task.belongsTo(User, { foreignKey: 'userId' });`,
    line: "User.hasMany(Task, { foreignKey: 'userId' });",
    keys: ['Tasks.userId → Users CASCADE'],
  },
];

/** The text after an edit, made as the page makes it: the first such words from the line on. */
function mended(text, { file, start: [line], find, text: words }) {
  assert.equal(file, 'models.js');
  const from = text.split('\n').slice(0, line - 1).join('\n').length;
  const at = text.indexOf(find, from);
  assert.ok(at >= 0, `${find} stands in the text`);
  return text.slice(0, at) + words + text.slice(at + find.length);
}

const keysOf = ({ tables }) =>
  tables.flatMap(({ name, foreignKeys }) =>
    foreignKeys.map(({ columns, referencedTable, onDelete }) => `${name}.${columns} → ${referencedTable} ${onDelete}`));

for (const { code, shows, models, line, keys } of CASES) {
  test(`${code} mended: ${shows}`, async () => {
    const { diagnostics } = await runProject(models);
    const found = diagnostics.find((each) => each.code === code && each.fix);
    assert.ok(found, `${code} offers an edit`);
    const text = mended(models, found.fix);
    assert.ok(text.split('\n').includes(line), text);
    const report = await runProject(text);
    assert.equal(report.error, null);
    assert.deepEqual(report.diagnostics.filter((each) => each.code === code), []);
    assert.deepEqual(keysOf(report), keys);
  });
}
