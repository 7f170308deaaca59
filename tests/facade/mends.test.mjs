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
    code: 'R001',
    shows: 'the side that named no key takes the other one',
    models: `
const User = sequelize.define('User');
const Post = sequelize.define('Post');
User.hasMany(Post, { foreignKey: 'ownerId' });
Post.belongsTo(User);`,
    line: "Post.belongsTo(User, { foreignKey: 'ownerId' });",
    keys: ['Posts.ownerId → Users SET NULL'],
  },
  {
    code: 'R002',
    shows: 'the same for an update',
    models: `
const User = sequelize.define('User');
const Task = sequelize.define('Task');
Task.belongsTo(User);
User.hasMany(Task, { onUpdate: 'RESTRICT' });`,
    line: "Task.belongsTo(User, { onUpdate: 'RESTRICT' });",
    keys: ['Tasks.UserId → Users SET NULL'],
  },
  {
    code: 'R002',
    shows: 'the same for a key that may not be empty, among classes',
    models: `
class User extends Model {
  static associate() { User.hasMany(Task); }
}
class Task extends Model {
  static associate() { Task.belongsTo(User, { foreignKey: { allowNull: false } }); }
}
User.init({ name: DataTypes.STRING }, { sequelize });
Task.init({ title: DataTypes.STRING }, { sequelize });
User.associate();
Task.associate();`,
    line: '  static associate() { User.hasMany(Task, { foreignKey: { allowNull: false } }); }',
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
  {
    code: 'R018',
    shows: 'the same where the key is on the other side',
    models: `
const User = sequelize.define('User');
const Task = sequelize.define('Task', { userId: DataTypes.INTEGER });
Task.belongsTo(User);`,
    line: "Task.belongsTo(User, { foreignKey: 'userId' });",
    keys: ['Tasks.userId → Users NO ACTION'],
  },
  {
    code: 'R006',
    shows: 'over several lines, where another option has the name in its own',
    models: `
const User = sequelize.define('User');
const Project = sequelize.define('Project');
User.belongsToMany(Project, { through: 'UserProjects', foreignKey: 'userId' });
Project.belongsToMany(User, {
  foreignKey: 'projectId',
  through: 'project',
});`,
    line: "  through: 'UserProjects',",
    keys: ['UserProjects.userId → Users CASCADE', 'UserProjects.projectId → Projects CASCADE'],
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
