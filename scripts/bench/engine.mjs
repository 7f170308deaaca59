// The engine beside sql.js and PGlite: the same work in one process, told as ratios.
import { stage } from '../lib/cli.mjs';
import { Problem } from '../lib/process.mjs';
import { databases } from './databases.mjs';
import { duration, median, table } from './figures.mjs';
import { groups, growth } from './tasks.mjs';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** A database that has spent this long on one task is not asked again. */
const PATIENCE = 4000;

/** Measures every task; prints and gives the tables for the README. `only` picks tasks by name. */
export async function measureEngine({ build, repeats, only, peers }) {
  const open = await stage('the engine and its peers', () => databases({ build, peers }));
  const wanted = (task) => !only || task.name.includes(only);
  const rows = [];
  for (const { fill, tasks } of groups) {
    const mine = tasks.filter(wanted);
    if (mine.length > 0) rows.push(...await stage(mine.map((task) => task.name).join('; '), () => compare(open, fill, mine, repeats)));
  }
  const ratios = peers.map((peer) => `÷ ${peer}`);
  const tables = [table(['work', ...Object.keys(open), ...ratios, 'aim ÷ sql.js'], rows)];
  if (!only) tables.push(await stage('growth', () => grow(open)));
  console.log(`\n${tables.join('\n\n')}`);
}

/** Runs some tasks over one filled schema, the databases taking turns. */
async function compare(open, fill, tasks, repeats) {
  const filled = await each(open, async (create) => {
    const database = await create();
    await fill(database);
    return database;
  });
  const rows = [];
  for (const task of tasks) {
    const samples = await each(open, () => ({ ms: [], back: [], spent: 0 }));
    let agreed;
    for (let i = 0; i < repeats; i++) {
      for (const [name, sample] of Object.entries(samples)) {
        if (sample.spent > PATIENCE) continue;
        const { ms, back, result } = await task.run(filled[name]);
        agreed ??= result;
        if (result !== agreed) throw new Problem(`${task.name}: ${name} gives ${result}, not ${agreed}`);
        sample.ms.push(ms);
        sample.back.push(back);
        sample.spent += ms;
      }
    }
    rows.push(row(task, samples, 'ms'));
    if (task.back) rows.push(row(task.back, samples, 'back'));
    console.log(rows.slice(task.back ? -2 : -1).map((cells) => cells.join(' | ')).join('\n'));
  }
  await each(filled, (database) => database.close());
  return rows;
}

async function each(object, work) {
  const made = {};
  for (const [name, value] of Object.entries(object)) made[name] = await work(value);
  return made;
}

function row({ name, unit, aim, per = 1 }, samples, key) {
  const medians = Object.values(samples).map((sample) => median(sample[key]) / per);
  const [ours, ...peers] = medians;
  const ratios = peers.map((peer) => (ours / peer).toPrecision(2));
  return [name, ...medians.map((median) => (unit ? `${Math.round(median)} ${unit}` : duration(median))), ...ratios, aim ? `≤ ${aim}` : ''];
}

/** Times per row at growing sizes; the largest over the smallest tells the growth. */
async function grow({ PGlite: _, ...open }) {
  const found = new Map();
  const note = (name, database, ms) => {
    const key = `${name}|${database}`;
    found.set(key, [...(found.get(key) ?? []), ms]);
  };
  for (const size of SIZES) {
    for (const [name, create] of Object.entries(open)) {
      const database = await create();
      note('filling, per row', name, (await growth.fill(database, size)).ms / size);
      for (const task of growth.tasks) {
        const times = [];
        for (let i = 0; i < 3; i++) times.push((await task.run(database, size)).ms);
        note(task.name, name, median(times) / task.rows(size));
      }
      await database.close();
    }
  }
  const lines = [...found].map(([key, times]) => [...key.split('|'), ...times.map(duration), (times.at(-1) / times[1]).toPrecision(2)]);
  return table(['work', 'database', ...SIZES.map((size) => `${size.toLocaleString('en')} rows`), '1M ÷ 10k'], lines);
}
