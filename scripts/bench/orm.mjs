// What a program does with Sequelize: the same calls on the built package and on the real library over
// sql.js, the SQLite that runs in browsers.
import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem, root, run } from '../lib/process.mjs';
import { duration, median, table } from './figures.mjs';

const require = createRequire(import.meta.url);

/** Measures both in one process, taking turns on databases filled alike; prints the table for the README. */
export async function measureOrm({ build, repeats, only }) {
  if (build) await run('node', ['scripts/build-node.mjs']);
  const open = {
    Relata: connect(require(path.join(root, 'target/node/relata.cjs')), {}),
    Sequelize: connect(require('sequelize'), { dialectModule: require('../../tests/facade/lib/sqlite3.cjs') }),
  };
  const rows = [];
  for (const { name, work } of TASKS.filter(({ name }) => !only || name.includes(only))) {
    const samples = { Relata: [], Sequelize: [] };
    let agreed;
    // The first time is the compiler's.
    for (let i = 0; i <= repeats; i += 1) {
      for (const [who, connected] of Object.entries(open)) {
        const shop = await filled(connected);
        const start = performance.now();
        const result = await work(shop);
        const ms = performance.now() - start;
        await shop.sequelize.close();
        agreed ??= result;
        if (result !== agreed) throw new Problem(`${name}: ${who} gives ${result}, not ${agreed}`);
        if (i > 0) samples[who].push(ms);
      }
    }
    const [ours, theirs] = Object.values(samples).map(median);
    rows.push([name, duration(ours), duration(theirs), (ours / theirs).toPrecision(2)]);
    console.log(rows.at(-1).join(' | '));
  }
  console.log(`\n${table(['calls', 'Relata', 'Sequelize on sql.js', 'ratio'], rows)}`);
}

const connect = (Sequelize, options) => () => ({ Sequelize, sequelize: new Sequelize({ dialect: 'sqlite', logging: false, ...options }) });

const USERS = 200;
const TASKS_EACH = 25;
const LABELS = 20;
const range = (count) => Array.from({ length: count }, (_, at) => at + 1);
/** The same numbers in every run, spread over 1 … `limit`. */
const spread = (count, limit) => range(count).map((at) => (at * 7919) % limit + 1);

/** 200 users with 25 tasks each, and two labels a task. */
async function filled(open) {
  const { Sequelize, sequelize } = open();
  const { DataTypes } = Sequelize;
  const User = sequelize.define('User', { name: DataTypes.STRING, email: { type: DataTypes.STRING, unique: true } });
  const Task = sequelize.define('Task', {
    title: { type: DataTypes.STRING, allowNull: false },
    points: { type: DataTypes.INTEGER, defaultValue: 0 },
    isDone: { type: DataTypes.BOOLEAN, defaultValue: false },
  });
  const Label = sequelize.define('Label', { word: DataTypes.STRING });
  User.hasMany(Task, { onDelete: 'CASCADE' });
  Task.belongsTo(User);
  Task.belongsToMany(Label, { through: 'TaskLabels' });
  Label.belongsToMany(Task, { through: 'TaskLabels' });
  await sequelize.sync();
  await User.bulkCreate(range(USERS).map((id) => ({ name: `User ${id}`, email: `user${id}@relata.example` })));
  await Label.bulkCreate(range(LABELS).map((id) => ({ word: `label${id}` })));
  const tasks = USERS * TASKS_EACH;
  await Task.bulkCreate(range(tasks).map((id) => ({ title: `Task ${id}`, points: id % 13, UserId: id % USERS + 1 })));
  await sequelize.models.TaskLabels.bulkCreate(range(tasks).flatMap((id) => [
    { TaskId: id, LabelId: id % LABELS + 1 }, { TaskId: id, LabelId: (id + 7) % LABELS + 1 },
  ]));
  return { Sequelize, sequelize, User, Task, Label };
}

/** Each gives a number that must be the same on both sides. */
const TASKS = [
  {
    name: 'create, 500 one by one',
    async work({ Task }) {
      for (const id of range(500)) await Task.create({ title: `New ${id}`, points: id, UserId: id % USERS + 1 });
      return Task.count();
    },
  },
  {
    name: 'bulkCreate of 5,000',
    async work({ Task }) {
      return (await Task.bulkCreate(range(5000).map((id) => ({ title: `New ${id}`, UserId: id % USERS + 1 })))).length;
    },
  },
  {
    name: 'findByPk, 500 times',
    async work({ Task }) {
      let points = 0;
      for (const id of spread(500, USERS * TASKS_EACH)) points += (await Task.findByPk(id)).points;
      return points;
    },
  },
  {
    name: 'findAll of 5,000',
    async work({ Task }) {
      return (await Task.findAll()).length;
    },
  },
  {
    name: 'findAll of 5,000, raw',
    async work({ Task }) {
      return (await Task.findAll({ raw: true })).length;
    },
  },
  {
    name: 'findAll where, order and limit, 200 times',
    async work({ Sequelize: { Op }, Task }) {
      let found = 0;
      for (const points of spread(200, 12)) {
        const where = { points: { [Op.gte]: points }, title: { [Op.like]: 'Task 1%' } };
        found += (await Task.findAll({ where, order: [['points', 'DESC'], 'id'], limit: 10 })).length;
      }
      return found;
    },
  },
  {
    name: 'include of a hasMany, 200 with 25 each',
    async work({ User, Task }) {
      const users = await User.findAll({ include: Task });
      return users.reduce((sum, { Tasks }) => sum + Tasks.length, 0);
    },
  },
  {
    name: 'include of three levels, 200 × 25 × 2',
    async work({ User, Task, Label }) {
      const users = await User.findAll({ include: { model: Task, include: Label } });
      return users.reduce((sum, { Tasks }) => sum + Tasks.reduce((count, { Labels }) => count + Labels.length, 0), 0);
    },
  },
  {
    name: 'findAndCountAll with include, 50 pages of 10',
    async work({ User, Task }) {
      let seen = 0;
      for (const page of range(50)) {
        const { rows, count } = await User.findAndCountAll({ include: Task, distinct: true, order: ['id'], limit: 10, offset: (page % 20) * 10 });
        seen += count + rows.length;
      }
      return seen;
    },
  },
  {
    name: 'getTasks, 200 times',
    async work({ User }) {
      let found = 0;
      for (const user of await User.findAll()) found += (await user.getTasks()).length;
      return found;
    },
  },
  {
    name: 'getLabels, N:M, 300 times',
    async work({ Task }) {
      let found = 0;
      for (const task of await Task.findAll({ limit: 300 })) found += (await task.getLabels()).length;
      return found;
    },
  },
  {
    name: 'setLabels, N:M, 100 times',
    async work({ Task, Label, sequelize }) {
      const labels = await Label.findAll({ limit: 5 });
      for (const task of await Task.findAll({ limit: 100 })) await task.setLabels(labels);
      return sequelize.models.TaskLabels.count();
    },
  },
  {
    name: 'instance.update, 500 one by one',
    async work({ Task }) {
      for (const task of await Task.findAll({ limit: 500 })) await task.update({ points: task.points + 1 });
      return Task.sum('points');
    },
  },
  {
    name: 'Model.update of 5,000',
    async work({ Task }) {
      await Task.update({ isDone: true }, { where: { isDone: false } });
      return Task.count({ where: { isDone: true } });
    },
  },
  {
    name: 'increment, 500 one by one',
    async work({ Task }) {
      for (const task of await Task.findAll({ limit: 500 })) await task.increment('points');
      return Task.sum('points');
    },
  },
  {
    name: 'destroy, 500 one by one',
    async work({ Task }) {
      for (const task of await Task.findAll({ limit: 500 })) await task.destroy();
      return Task.count();
    },
  },
  {
    name: 'destroy of 200 users, 15,000 rows cascade',
    async work({ User, Task, sequelize }) {
      await User.destroy({ where: {} });
      return (await Task.count()) + (await sequelize.models.TaskLabels.count());
    },
  },
  {
    name: 'findOrCreate, 200 times, half of them new',
    async work({ User }) {
      for (const id of range(200)) await User.findOrCreate({ where: { email: `user${id * 2}@relata.example` }, defaults: { name: 'New' } });
      return User.count();
    },
  },
  {
    name: 'transaction of 3 creates, 100 times',
    async work({ sequelize, Task }) {
      for (const id of range(100)) {
        await sequelize.transaction(async (transaction) => {
          for (const part of range(3)) await Task.create({ title: `Part ${part}`, UserId: id }, { transaction });
        });
      }
      return Task.count();
    },
  },
  {
    name: 'sum by group, 50 times',
    async work({ Sequelize: { fn, col }, Task }) {
      let groups = 0;
      for (let i = 0; i < 50; i += 1) {
        groups += (await Task.findAll({ attributes: ['UserId', [fn('SUM', col('points')), 'total']], group: 'UserId', raw: true })).length;
      }
      return groups;
    },
  },
];
