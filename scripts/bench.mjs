// `npm run bench`: the figures of the README.
import { measureEngine } from './bench/engine.mjs';
import { measureOrm } from './bench/orm.mjs';
import { measurePage } from './bench/page.mjs';
import { measureSchema } from './bench/schema.mjs';
import { command, stage } from './lib/cli.mjs';
import { Problem, run } from './lib/process.mjs';
import { chromium, setUp } from './lib/tools.mjs';

const help = `
npm run bench [-- [NAME...] OPTIONS]

Measures release builds and prints tables for the README. Names, all by default:
  page      what a first visit transfers, how soon the first example's DDL is on screen, and
            how soon the panes follow a keystroke in the largest example (headless Chromium)
  schema    models, associations and DDL, beside Sequelize (Node)
  orm       finders, includes, accessors and writes, beside Sequelize on sql.js (Node)
  engine    cascades, inserts, lookups, joins and scans, beside sql.js and PGlite (Node)

  --visits N    first visits to measure (default 9)
  --keys N      keystrokes to measure (default 60)
  --repeats N   times that work in Node is repeated (default 7)
  --only TEXT   only the engine's or the orm's work whose name has this text
  --peers LIST  whom to put beside the engine (default sql.js,PGlite)
  --no-build    measure the builds that are there
  -h, --help    this text
`;

const options = {
  visits: { type: 'string', default: '9' },
  keys: { type: 'string', default: '60' },
  repeats: { type: 'string', default: '7' },
  only: { type: 'string' },
  peers: { type: 'string', default: 'sql.js,PGlite' },
  'no-build': { type: 'boolean' },
};

const benches = {
  async page({ visits, keys, 'no-build': noBuild }) {
    chromium();
    await setUp('wasm', 'trunk', 'npm');
    if (!noBuild) await stage('release build', () => run('node', ['scripts/build.mjs']));
    await measurePage({ visits: Number(visits), keys: Number(keys) });
  },
  async schema({ repeats, 'no-build': noBuild }) {
    await setUp('wasm', 'bindgen', 'npm');
    await measureSchema({ build: !noBuild, repeats: Number(repeats) });
  },
  async orm({ repeats, only, 'no-build': noBuild }) {
    await setUp('wasm', 'bindgen', 'npm');
    await measureOrm({ build: !noBuild, repeats: Number(repeats), only });
  },
  async engine({ repeats, only, peers, 'no-build': noBuild }) {
    await setUp('wasm', 'bindgen', 'npm');
    await measureEngine({ build: !noBuild, repeats: Number(repeats), only, peers: peers.split(',') });
  },
};

await command(help, options, async (values, names) => {
  const wanted = names.length > 0 ? names : Object.keys(benches);
  const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) throw new Problem(`no bench ${unknown.join(', ')}: there are ${Object.keys(benches).join(', ')}`);
  for (const name of wanted) await benches[name](values);
});
